// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { needs } from '#platform/testing/peer.ts';
import { addCheck, afterMinutes, approve, openWatchedHouse, type Watched } from '../testing.ts';
import { startMailLoop } from './mail-loop-server.ts';

// A mail server that sends back to the sender what it receives, as the rule of the body's mailbox does.
const sendingBack = `
import smtplib
class Back:
    async def handle_DATA(self, server, session, envelope):
        with smtplib.SMTP('127.0.0.1', int(open(PORT_FILE).read())) as out:
            out.sendmail('mairie@croignon.exemple', [envelope.mail_from], envelope.content)
        return '250 OK'
`;

const python = needs('aiosmtpd', 'python3-aiosmtpd');
let w: Watched;
let loop: NonNullable<Awaited<ReturnType<typeof startMailLoop>>>;
let server: ChildProcess;

before(async () => {
  if (python.skip) return;
  const folder = mkdtempSync(join(tmpdir(), 'beffroi-loop-'));
  const port = await freePort();
  writeFileSync(join(folder, 'back.py'), sendingBack.replace('PORT_FILE', JSON.stringify(join(folder, 'port'))));
  server = spawn('aiosmtpd', ['-n', '-l', `127.0.0.1:${port}`, '-c', 'back.Back'], {
    cwd: folder,
    env: { ...process.env, PYTHONPATH: folder },
    stdio: 'ignore',
  });
  w = await openWatchedHouse({
    loopMail: { host: '127.0.0.1', port: 0, domain: 'boucle.exemple' },
    mail: { kind: 'smtp', url: `smtp://127.0.0.1:${port}`, from: 'services@exemple.fr' },
  });
  const started = await startMailLoop(w.it.house);
  assert.ok(started);
  loop = started;
  writeFileSync(join(folder, 'port'), String(loop.port));
  await answers(port);
  await approve(w, 'croignon.exemple');
});
after(async () => {
  server?.kill('SIGKILL');
  await loop?.close();
  await w?.it.close();
});

test('a mail that comes back says that the body’s mail works; silence is an incident', python, async () => {
  const settings = { mailbox: 'boucle@croignon.exemple', silenceSeconds: 7_200 };
  const { id } = await addCheck(w, { kind: 'mail-loop', settings }, { name: 'Messagerie', everySeconds: 3_600 });
  const status = async (): Promise<string> =>
    (await w.technician({ method: 'GET', url: `/api/o/${w.operator.slug}/monitoring/checks/${id}` })).json<{ status: string }>().status;
  await afterMinutes(w, 5);
  await afterMinutes(w, 60);
  assert.equal(await status(), 'up');
  server.kill('SIGKILL');
  for (let hour = 0; hour < 3; hour++) await afterMinutes(w, 60);
  assert.equal(await status(), 'down');
});

test('a refusal that comes back, or a mail to anybody else, proves nothing', python, async () => {
  const talk = (lines: readonly string[]): Promise<string> => conversation(loop.port, lines);
  assert.match(await talk(['EHLO x', 'MAIL FROM:<>', 'QUIT']), /550/);
  assert.match(await talk(['EHLO x', 'MAIL FROM:<a@exemple.fr>', 'RCPT TO:<maire@boucle.exemple>', 'QUIT']), /550/);
  const unknown = `RCPT TO:<boucle-${'0'.repeat(40)}@boucle.exemple>`;
  assert.match(await talk(['EHLO x', 'MAIL FROM:<a@exemple.fr>', unknown, 'DATA', 'Subject: x\r\n\r\nx\r\n.', 'QUIT']), /550 no such mailbox/);
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo; // listening on a port, not on a socket file
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
      socket.once('error', () => resolve(false));
    });
    if (isThere) return;
    await wait(200);
  }
  throw new Error('the mail server did not start');
}

/** Says each line once the last was answered. */
function conversation(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const waiting = [...lines];
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk) => {
      heard += chunk.toString();
      if (/^\d{3} .*\r\n$/m.test(chunk.toString())) socket.write(`${waiting.shift() ?? 'QUIT'}\r\n`);
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(heard));
  });
}
