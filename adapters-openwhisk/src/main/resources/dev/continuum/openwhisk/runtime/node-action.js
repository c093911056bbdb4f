// The process of one instance of a JavaScript action: loads the source it is initialised with and calls
// its function main(params), which may return an object or a promise of one.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const Module = require('module');

const END = 'XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n';
let main = null;

function init(value) {
  if (main) throw new Error('Cannot initialize the action more than once.');
  const name = value.main || 'main';
  const loaded = new Module('/action.js');
  loaded.paths = module.paths;
  loaded._compile(value.code + '\n;if (typeof ' + name + " === 'function') module.exports." + name + ' = ' + name + ';',
    '/action.js');
  main = loaded.exports[name];
  if (typeof main !== 'function') throw new Error('Action entrypoint ' + name + ' is not a function.');
  return { ok: true };
}

async function run(value) {
  if (!main) throw new Error('Cannot invoke an uninitialized action.');
  try {
    const result = await main(value);
    return result === undefined ? {} : result;
  } finally {
    process.stdout.write(END);
    process.stderr.write(END);
  }
}

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    let status = 200;
    let reply;
    try {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      reply = request.url === '/init' ? init(body.value) : await run(body.value);
    } catch (error) {
      status = 502;
      reply = { error: 'An error has occurred: ' + (error && error.message ? error.message : error) };
    }
    const text = JSON.stringify(reply);
    response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
    response.end(text);
  });
});
function listenForParent() {
  server.listen(0, '127.0.0.1', () => {
    const file = process.env.CONTINUUM_PORT_FILE;
    const fresh = path.join(path.dirname(file), 'port.tmp');
    fs.writeFileSync(fresh, String(server.address().port));
    fs.renameSync(fresh, file);
  });
  setInterval(() => {
    try {
      process.kill(Number(process.env.CONTINUUM_PARENT), 0);
    } catch (error) {
      if (error.code !== 'EPERM') process.exit(1);
    }
  }, 1000);
}

if (process.env.CONTINUUM_PORT) {
  // In a container, which its host removes.
  server.listen(Number(process.env.CONTINUUM_PORT));
} else {
  listenForParent();
}
