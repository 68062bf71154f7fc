import { accessRoutes } from '../features/access/routes.ts';
import { dossiersRoutes } from '../features/dossiers/routes.ts';
import { eventsRoutes } from '../features/events/routes.ts';
import { filesRoutes } from '../features/files/routes.ts';
import { jobsRoutes } from '../features/jobs/routes.ts';
import { licenseRoutes } from '../features/license/routes.ts';
import { resultPackagesRoutes } from '../features/result-packages/routes.ts';
import { templatesRoutes } from '../features/templates/routes.ts';
import { uploadsRoutes } from '../features/uploads/routes.ts';
import { workspacesRoutes } from '../features/workspaces/routes.ts';
import type { Handlers } from './contract.ts';
import type { PublishedSpec } from './published-spec.ts';
import { allHandlers } from './router.ts';
import { serviceRoutes } from './service-routes.ts';

/** The whole house: every operation of the contract and the room that answers it. */
export const roomHandlers = (spec: PublishedSpec, draining: AbortSignal): Handlers =>
  allHandlers({
    service: serviceRoutes(spec, draining),
    access: accessRoutes,
    workspaces: workspacesRoutes,
    events: eventsRoutes,
    templates: templatesRoutes,
    dossiers: dossiersRoutes,
    files: filesRoutes,
    uploads: uploadsRoutes,
    resultPackages: resultPackagesRoutes,
    jobs: jobsRoutes,
    license: licenseRoutes,
  });
