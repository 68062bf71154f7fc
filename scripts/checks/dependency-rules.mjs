// Import law of src/ (docs/concepts/architecture.md). Rooms stand foundation first: a room may import only rooms named before it.
const ROOMS = ['audit', 'workspaces', 'access', 'license', 'templates', 'dossiers', 'files', 'extraction', 'components', 'result-packages'];
const ENTRIES = 'server|worker|migrate';

const roomOrder = ROOMS.slice(0, -1).map((room, i) => ({
  name: `room-order-${room}`,
  severity: 'error',
  comment: `${room} comes before ${ROOMS.slice(i + 1).join(', ')} and must not know them`,
  from: { path: `^src/features/${room}/` },
  to: { path: `^src/features/(${ROOMS.slice(i + 1).join('|')})/` },
}));

export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', comment: 'type imports count: a type cycle is a cycle', from: {}, to: { circular: true } },
    {
      name: 'no-orphan',
      severity: 'error',
      from: { orphan: true, pathNot: [`^src/(${ENTRIES})\\.ts$`, '\\.d\\.ts$', '^src/platform/db/migrations/', '/child/main\\.ts$'] },
      to: {},
    },
    {
      name: 'known-room',
      severity: 'error',
      comment: 'add the room to ROOMS first',
      from: {},
      to: { path: '^src/features/', pathNot: `^src/features/(${ROOMS.join('|')})/` },
    },
    {
      name: 'front-door',
      severity: 'error',
      comment: 'another room is entered by index.ts only',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/([^/]+)/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] },
    },
    {
      name: 'routes-door',
      severity: 'error',
      comment: 'routes.ts is for src/http only',
      from: { path: '^src/', pathNot: '^src/http/' },
      to: { path: '^src/features/[^/]+/routes\\.ts$' },
    },
    {
      name: 'http-enters-by-routes',
      severity: 'error',
      comment: 'src/http knows no other file of a room',
      from: { path: '^src/http/' },
      to: { path: '^src/features/', pathNot: '^src/features/[^/]+/routes\\.ts$' },
    },
    {
      name: 'jobs-door',
      severity: 'error',
      comment: 'jobs.ts (handlers) is for src/worker.ts only; job and fact values are in contracts.ts',
      from: { path: '^src/', pathNot: '^src/worker\\.ts$' },
      to: { path: '^src/features/[^/]+/jobs\\.ts$' },
    },
    {
      name: 'contracts-are-values',
      severity: 'error',
      comment: "contracts.ts imports core, the queue's definition helper, and facts of earlier rooms through their index.ts",
      from: { path: '^src/features/[^/]+/contracts\\.ts$' },
      to: { path: '^src/', pathNot: ['^src/core/', '^src/platform/queue/define-job\\.ts$', '^src/features/[^/]+/(types|index)\\.ts$'] },
    },
    {
      name: 'contracts-door',
      severity: 'error',
      comment: 'contracts.ts of another room: only through its index.ts, or migrate.ts and worker.ts',
      from: { path: '^src/(http|platform|core)/|^src/server\\.ts$' },
      to: { path: '^src/features/[^/]+/contracts\\.ts$' },
    },
    {
      name: 'rooms-do-not-know-entry',
      severity: 'error',
      comment: "of src/http a room sees the contract's types only",
      from: { path: '^src/features/' },
      to: { path: `^src/(http/(?!generated/|contract\\.ts)|(${ENTRIES})\\.ts)` },
    },
    {
      name: 'contract-types-for-edges',
      severity: 'error',
      comment: 'only routes.ts and present.ts see the wire types',
      from: { path: '^src/features/', pathNot: '/(routes|present)\\.ts$' },
      to: { path: '^src/http/' },
    },
    {
      name: 'config-only-for-entries',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${ENTRIES}|config)\\.ts$` },
      to: { path: '^src/config\\.ts$' },
    },
    {
      name: 'only-routes-know-express',
      severity: 'error',
      from: { path: '^src/(features|core|platform)/', pathNot: ['/routes\\.ts$', '^src/platform/identity/'] },
      to: { path: '(^|/)node_modules/(@types/)?express' },
    },
    { name: 'platform-knows-no-room', severity: 'error', from: { path: '^src/platform/' }, to: { path: '^src/(features|http)/' } },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'node: built-ins only',
      from: { path: '^src/core/' },
      to: { pathNot: '^src/core/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'drivers-stay-in-platform',
      severity: 'error',
      comment: 'SQL, S3 and queue drivers have one owner each',
      from: { path: '^src/', pathNot: '^src/(platform|migrate)' },
      to: { path: '(^|/)node_modules/(pg|pg-boss|knex|@aws-sdk)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'src-not-to-test', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|scripts)/' } },
    {
      name: 'acceptance-is-black-box',
      severity: 'error',
      comment: 'acceptance tests speak HTTP; of src they may read the generated contract',
      from: { path: '^test/acceptance/' },
      to: { path: '^src/(?!http/generated/)' },
    },
    {
      name: 'no-undeclared-dependency',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    ...roomOrder,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.tabularium)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
