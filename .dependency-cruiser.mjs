// The arrows of ARCHITECTURE.md, as rules. test/architecture.test.ts asserts that every file was seen and that a planted violation is caught.
const rooms = [
  'team', 'people', 'touchpoints', 'catalogue', 'orders', 'messages', 'loyalty', 'programme', 'promises',
  'satisfaction', 'care', 'voices', 'gatherings', 'referrals', 'partners', 'insight', 'recognition', 'calls', 'views', 'exchange',
]

/** A room sees only the rooms before it. */
const backwards = rooms.map((room, at) => ({
  name: `${room}-looks-back`,
  severity: 'error',
  comment: 'A room sees only the rooms before it; word travels forward as news.',
  from: { path: `^src/rooms/${room}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^src/rooms/(${rooms.slice(at + 1).join('|') || 'none'})/` },
}))

export default {
  forbidden: [
    ...backwards,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'values-stand-alone', severity: 'error', from: { path: '^src/values/', pathNot: '\\.test\\.ts$' }, to: { pathNot: '^src/values/' } },
    { name: 'science-sees-values', severity: 'error', from: { path: '^src/science/', pathNot: '\\.test\\.ts$' }, to: { pathNot: '^src/(values|science)/' } },
    { name: 'platform-knows-no-room', severity: 'error', from: { path: '^src/(platform|connectors)/' }, to: { path: '^src/(rooms|server|web|cli)/' } },
    { name: 'platform-needs-no-connector', severity: 'error', from: { path: '^src/platform/' }, to: { path: '^src/connectors/' } },
    {
      name: 'rooms-stay-in-the-house',
      severity: 'error',
      from: { path: '^src/rooms/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(connectors|server|web|cli)/' },
    },
    {
      name: 'rooms-meet-in-public',
      severity: 'error',
      comment: 'Of another room only public.ts and contract.ts are seen.',
      from: { path: '^src/rooms/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/rooms/([^/]+)/', pathNot: ['^src/rooms/$1/', '/public\\.ts$', '/contract\\.ts$'] },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '^src/rooms/.+/[a-z-]*rules\\.ts$' },
      to: {
        pathNot: ['^src/(values|science)/', '^src/rooms/.+/[a-z-]*rules\\.ts$', '^src/rooms/.+/contract\\.ts$', '^src/rooms/.+/[^/]+\\.data\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'web-sees-contracts',
      severity: 'error',
      from: { path: '^src/web/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(rooms|platform|server|cli|connectors)/', pathNot: '/contract\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    { name: 'one-gate', severity: 'error', from: { path: '^src/rooms/', pathNot: '^src/rooms/messages/gate\\.ts$' }, to: { path: '^src/platform/ports/courier\\.ts$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|svg|woff2)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
