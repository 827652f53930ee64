// Serves the Verdaccio of a folder on a fresh storage: `serve.mjs FOLDER`. The storage is made in GUIDEWALK_APP_DATA, the one
// account is GUIDEWALK_LOGIN with GUIDEWALK_PASSWORD. Prints the address when it answers.
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

const modules = join(resolve(process.argv[2]), 'node_modules');
const data = process.env.GUIDEWALK_APP_DATA;
const { GUIDEWALK_LOGIN: login, GUIDEWALK_PASSWORD: password } = process.env;
const require = createRequire(import.meta.url);

const port = await new Promise((settle, fail) => {
  const probe = createServer().on('error', fail);
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => settle(port));
  });
});
const site = `http://127.0.0.1:${port}`;

const shed = { name: 'Tool shed', email: 'shed@example.test' };
const packages = [
  {
    name: 'garden-hose',
    description: 'Brings water to where it is wanted',
    keywords: ['water', 'garden'],
    readme: '# garden-hose\n\nBrings water to where it is wanted.\n\n## Use\n\n```js\nconst hose = require("garden-hose");\n\nhose.open({ litres: 10 });\n```\n\n- It does not kink.\n- It rolls itself up.\n',
    versions: { '1.0.0': '2023-03-01', '1.1.0': '2023-06-15', '2.0.0': '2024-01-10' },
    needs: { dependencies: { 'tap-fittings': '^1.0.0', 'water-meter': '^0.3.0' }, devDependencies: { 'leak-finder': '^2.1.0' } },
  },
  {
    name: 'tap-fittings',
    description: 'Joins hoses and taps of all sizes',
    keywords: ['water'],
    readme: '# tap-fittings\n\nJoins hoses and taps of all sizes.\n',
    versions: { '1.0.0': '2023-02-20', '1.0.1': '2023-02-21' },
    needs: {},
  },
  {
    name: 'water-meter',
    description: 'Counts what flows through',
    keywords: ['water', 'count'],
    readme: '# water-meter\n\nCounts what flows through.\n',
    versions: { '0.3.0': '2023-01-05' },
    needs: {},
  },
];

const storage = join(data, 'storage');
for (const { name, description, keywords, readme, versions, needs } of packages) {
  const numbers = Object.keys(versions);
  const moments = Object.fromEntries(numbers.map((number) => [number, `${versions[number]}T09:30:00.000Z`]));
  const files = Object.fromEntries(numbers.map((number) => [number, `${name}-${number}.tgz`]));
  const shasum = (number) => createHash('sha1').update(files[number]).digest('hex');
  const manifest = (number) => ({
    name,
    version: number,
    description,
    keywords,
    license: 'MIT',
    author: shed,
    maintainers: [shed],
    main: 'index.js',
    engines: { node: '>=14' },
    repository: { type: 'git', url: `git+https://code.example.test/shed/${name}.git` },
    homepage: `https://shed.example.test/${name}`,
    bugs: { url: `https://shed.example.test/${name}/bugs` },
    ...needs,
    readmeFilename: 'README.md',
    _id: `${name}@${number}`,
    dist: { shasum: shasum(number), tarball: `${site}/${name}/-/${files[number]}`, fileCount: 3, unpackedSize: 4321 },
  });
  mkdirSync(join(storage, name), { recursive: true });
  writeFileSync(
    join(storage, name, 'package.json'),
    JSON.stringify({
      name,
      _id: name,
      _rev: '1-0000000000000000',
      readme,
      'dist-tags': { latest: numbers.at(-1) },
      time: { created: moments[numbers[0]], modified: moments[numbers.at(-1)], ...moments },
      versions: Object.fromEntries(numbers.map((number) => [number, manifest(number)])),
      users: {},
      _uplinks: {},
      _distfiles: {},
      _attachments: Object.fromEntries(numbers.map((number) => [files[number], { shasum: shasum(number), version: number }])),
    }),
  );
}
writeFileSync(
  join(storage, '.verdaccio-db.json'),
  JSON.stringify({ list: packages.map(({ name }) => name), secret: randomBytes(16).toString('hex') }),
);
writeFileSync(join(data, 'htpasswd'), `${login}:${require(join(modules, 'bcryptjs')).hashSync(password, 10)}\n`);
// JSON is YAML too. Nobody outside is asked for anything.
const everybody = { access: '$all', publish: '$authenticated', unpublish: '$authenticated' };
writeFileSync(
  join(data, 'config.yaml'),
  JSON.stringify({
    storage,
    web: { title: 'Tool shed', gravatar: false },
    auth: { htpasswd: { file: join(data, 'htpasswd'), max_users: -1 } },
    uplinks: {},
    packages: { '@*/*': everybody, '**': everybody },
  }),
);

process.argv = [process.argv[0], 'verdaccio', '--config', join(data, 'config.yaml'), '--listen', `127.0.0.1:${port}`];
require(join(modules, 'verdaccio/bin/verdaccio'));
for (;;) {
  const answer = await fetch(`${site}/-/ping`).catch(() => null);
  if (answer?.ok) break;
  await new Promise((settle) => setTimeout(settle, 100));
}
console.log(`\n${site}`);
