// SPDX-License-Identifier: EUPL-1.2
/** `npm start`: from a fresh clone to an open house. `--reset` forgets the demonstration first (`npm run demo:reset`). */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { install } from './install.mjs';
import { runUnderNode26 } from './node26.mjs';

const log = (line) => console.log(line);

try {
  process.exitCode = await start(process.argv.includes('--reset'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function start(fresh) {
  const waiting = await answerWhileInstalling();
  // Between npm and us stands a shell: if npm is killed, nobody else would tell.
  stopWithParent();
  try {
    await install(log);
  } finally {
    await new Promise((resolve) => {
      waiting.close(resolve);
      waiting.closeAllConnections();
    });
  }
  if (fresh) {
    const code = await runUnderNode26(['tools/erase-data.ts']);
    if (code !== 0) return code;
  }
  // One line per request is for an operator, not for whoever is having a look.
  const env = { LOG_LEVEL: 'warn', ...process.env };
  return runUnderNode26(['main.ts', 'serve', '--demonstration'], { env });
}

// The port is held from the first second: taken, it is said before a long installation rather than after.
async function answerWhileInstalling() {
  const port = Number(process.env.PORT || 3000);
  // A Beffroi that was just told to stop may need a moment to let go of the port.
  for (const deadline = Date.now() + 3000; ; await sleep(100)) {
    try {
      return await listen(port);
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || Date.now() > deadline) throw explain(error, port);
    }
  }
}

async function listen(port) {
  const server = createServer((_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json; charset=utf-8', 'retry-after': '5', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ status: 'starting', stage: 'Installation des composants' }));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, process.env.HOST || '127.0.0.1', resolve);
  });
  return server;
}

function explain(error, port) {
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `Le port ${port} est déjà pris, peut-être par un autre Beffroi : arrêtez-le, ou choisissez un autre port (PORT=${port + 1} npm start).`,
    );
  }
  if (error.code === 'EACCES') return new Error(`Le port ${port} est réservé à l’administrateur du système : choisissez-en un au-dessus de 1023.`);
  if (error.code === 'ERR_SOCKET_BAD_PORT') return new Error(`PORT doit être un numéro de port entre 0 et 65535, et non « ${process.env.PORT} ».`);
  return error;
}

function stopWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}
