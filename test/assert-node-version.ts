const required = '24';
const actual = process.versions.node.split('.')[0];

if (actual !== required) {
  throw new Error(
    `The tests run on Node ${required}, this is ${process.version} (${process.execPath}). ` +
      'Start them through npm (npm run test:run): the `node` package then comes first on PATH.',
  );
}
