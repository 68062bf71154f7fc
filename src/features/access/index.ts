export { authenticateRequest } from './authenticate-request.ts';
export { ensureUser } from './ensure-user.ts';
