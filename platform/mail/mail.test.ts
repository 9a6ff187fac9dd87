// SPDX-License-Identifier: EUPL-1.2
/** The SMTP server is aiosmtpd, a program someone else wrote (Debian: python3-aiosmtpd). */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { Refusal } from '../http/contract.ts';
import { inContext } from '../make-context.ts';
import { needs } from '../testing/peer.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { forgetMail } from './forget-mail.ts';
import { publicLink } from './letter-content.ts';
import { listOutbox, readOutbox, type OutboxLetter } from './list-outbox.ts';
import { parseMailbox } from './mailbox.ts';
import { sendMail, type MailToSend } from './send-mail.ts';

const actor = { kind: 'job', name: 'test' } as const;
const to = { name: 'Mairie d’Orée', address: 'mairie@oree.example' };
const content = {
  greeting: 'Bonjour,',
  paragraphs: ['Votre devis n° 12 <est prêt> & signé.', { list: ['Sauvegarde', 'Télétransmission'] }],
  action: { label: 'Voir le devis', path: '/o/oree/devis/12?vue=complète' },
};

function mailOf(it: TestHouse) {
  const within = <Result>(organisation: string, work: (ctx: Context) => Promise<Result>): Promise<Result> =>
    inContext(it.house, { actor, organisation }, work);
  return {
    within,
    send: (organisation: string, mail: Partial<MailToSend> = {}): Promise<string> =>
      within(organisation, (ctx) => sendMail(ctx, { to, subject: 'Votre devis est prêt', content, ...mail })),
    read: (organisation: string, id: string): Promise<OutboxLetter> => within(organisation, (ctx) => readOutbox(ctx, { id })),
  };
}

describe('an installation that sends nothing', () => {
  let it: TestHouse;
  before(async () => {
    it = await openTestHouse([], { settings: { publicUrl: 'https://services.exemple.fr' } });
  });
  after(() => it.close());

  test('shows every message in the outbox, as text and as HTML, with links to the public address alone', async () => {
    const { send, read, within } = mailOf(it);
    const body = randomUUID();
    const id = await send(body, { sender: { name: 'Syndicat d’essai', replyTo: 'contact@syndicat.example' } });
    await it.settle();
    const letter = await read(body, id);
    assert.equal(letter.state, 'kept');
    assert.equal(letter.from, 'Syndicat d’essai');
    assert.match(letter.text ?? '', /Votre devis n° 12 <est prêt> & signé\.\n\n- Sauvegarde\n- Télétransmission/);
    assert.match(letter.html ?? '', /Votre devis n° 12 &lt;est prêt&gt; &amp; signé\./);
    for (const part of [letter.text, letter.html]) {
      const addresses = [...(part ?? '').matchAll(/https?:\/\/[^\s"<]+/g)].map(([address]) => address);
      assert.ok(addresses.length > 0);
      for (const address of addresses) assert.equal(address, 'https://services.exemple.fr/o/oree/devis/12?vue=compl%C3%A8te');
    }
    const { rows, total } = await within(body, (ctx) => listOutbox(ctx, { page: 1, size: 10, state: 'kept' }));
    assert.deepEqual([total, rows[0]?.subject], [1, 'Votre devis est prêt']);
  });

  test('keeps a message from another body', async () => {
    const { send, read, within } = mailOf(it);
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const id = await send(mine);
    await assert.rejects(read(theirs, id), (error) => error instanceof Refusal && error.code === 'mail.unknown');
    assert.equal((await within(theirs, (ctx) => listOutbox(ctx, { page: 1, size: 10 }))).total, 0);
  });

  test('writes nothing and sends nothing when the action fails', async () => {
    const { within } = mailOf(it);
    const body = randomUUID();
    await assert.rejects(
      within(body, async (ctx) => {
        await sendMail(ctx, { to, subject: 'Annulé', content });
        throw new Error('the action fails');
      }),
    );
    await it.settle();
    assert.equal((await within(body, (ctx) => listOutbox(ctx, { page: 1, size: 10 }))).total, 0);
  });

  test('refuses what is no address, beside its field', async () => {
    const { send } = mailOf(it);
    for (const address of [
      '',
      'mairie',
      'a b@oree.example',
      'a@oree.example\nBcc: b@oree.example',
      'a@oree.example,b@oree.example',
      '<a@oree.example>',
    ]) {
      await assert.rejects(send(randomUUID(), { to: { name: '', address }, field: 'body.email' }), isRefusedAddress, address);
    }
  });

  test('lets no message lead elsewhere', () => {
    for (const path of ['https://ailleurs.example/', '//ailleurs.example', '/\\ailleurs.example', 'javascript:alert(1)', 'o/oree'])
      assert.throws(() => publicLink('https://services.exemple.fr', path), path);
  });

  test('forgets what was said after a month and that it was said after a year', async () => {
    const { send, read } = mailOf(it);
    const body = randomUUID();
    const id = await send(body);
    await it.settle();
    it.clock.advance({ hours: 24 * 31 });
    await forgetMail(it.house);
    assert.deepEqual([(await read(body, id)).text, (await read(body, id)).state], [null, 'kept']);
    it.clock.advance({ hours: 24 * 365 });
    await forgetMail(it.house);
    await assert.rejects(read(body, id), Refusal);
  });

  test('reads the sender of the settings in both forms', () => {
    assert.deepEqual(parseMailbox('Beffroi <ne-pas-repondre@exemple.fr>'), { name: 'Beffroi', address: 'ne-pas-repondre@exemple.fr' });
    assert.deepEqual(parseMailbox('ne-pas-repondre@exemple.fr'), { name: '', address: 'ne-pas-repondre@exemple.fr' });
  });
});

describe('an installation with a relay', needs('aiosmtpd', 'python3-aiosmtpd'), () => {
  let it: TestHouse;
  let folder: string;
  let relay: Relay | null = null;
  let port: number;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'beffroi-mail-'));
    port = await freePort();
    it = await openTestHouse([], {
      settings: { mail: { kind: 'smtp', url: `smtp://127.0.0.1:${port}`, from: 'Beffroi <ne-pas-repondre@exemple.fr>' } },
    });
    // The queue waits by the database's clock: what is postponed must lie in its future.
    it.clock.set('2126-01-05T09:00:00Z');
  });
  afterEach(async () => {
    await relay?.stop();
    relay = null;
  });
  after(async () => {
    await it.close();
    await rm(folder, { recursive: true });
  });

  test('sends both parts, in the operator’s name, from the installation’s address', async () => {
    const { send, read } = mailOf(it);
    relay = await startRelay(folder, port);
    const body = randomUUID();
    const id = await send(body, { sender: { name: 'Syndicat d’essai', replyTo: 'contact@syndicat.example' } });
    await it.settle();
    assert.equal((await read(body, id)).state, 'sent');
    const [message] = await relay.received();
    assert.deepEqual(
      message?.parts.map((part) => part.type),
      ['text/plain', 'text/html'],
    );
    assert.match(message?.parts[0]?.text ?? '', /Télétransmission/);
    assert.match(message?.parts[1]?.text ?? '', /<li>Télétransmission<\/li>/);
    const { headers } = message ?? { headers: {} };
    assert.equal(headers['From'], 'Syndicat d’essai <ne-pas-repondre@exemple.fr>');
    assert.equal(headers['Reply-To'], 'contact@syndicat.example');
    assert.equal(headers['To'], 'Mairie d’Orée <mairie@oree.example>');
    assert.equal(headers['Subject'], 'Votre devis est prêt');
    assert.equal(headers['Message-ID'], `<${id}@localhost>`);
    assert.equal(headers['Auto-Submitted'], 'auto-generated');
    assert.equal(new Date(String(headers['Date'])).getTime(), it.clock.now().epochMilliseconds);
  });

  test('lets no text begin a header', async () => {
    const { send } = mailOf(it);
    relay = await startRelay(folder, port);
    await send(randomUUID(), {
      to: { name: 'Mairie\r\nBcc: espion@ailleurs.example', address: to.address },
      subject: 'Devis\r\nBcc: espion@ailleurs.example\r\n\r\nCorps',
      sender: { name: 'Syndicat\nX-Injected: oui' },
    });
    await it.settle();
    const [message] = await relay.received();
    assert.equal(message?.headers['Bcc'], undefined);
    assert.equal(message?.headers['X-Injected'], undefined);
    assert.deepEqual(message?.recipients, [to.address]);
    assert.equal(message?.headers['Subject'], 'Devis Bcc: espion@ailleurs.example Corps');
  });

  test('tries again, under the same Message-ID, a relay that is down', async () => {
    const { send, read } = mailOf(it);
    const body = randomUUID();
    const id = await send(body);
    await it.settle();
    const waiting = await read(body, id);
    assert.deepEqual([waiting.state, waiting.attempts, waiting.lastAnswer], ['waiting', 1, 'ESOCKET']);
    relay = await startRelay(folder, port);
    await runLater(it, body, id);
    assert.deepEqual([(await read(body, id)).state, (await read(body, id)).attempts], ['sent', 2]);
    assert.equal((await relay.received())[0]?.headers['Message-ID'], `<${id}@localhost>`);
    await runLater(it, body, id);
    assert.equal((await relay.received()).length, 1, 'a job that runs twice sends once');
  });

  test('takes a refused mailbox as final, a greylist as a delay, and names nobody in what it keeps', async () => {
    const { send, read } = mailOf(it);
    relay = await startRelay(folder, port);
    const body = randomUUID();
    const refused = await send(body, { to: { name: '', address: 'inconnu@oree.example' } });
    const later = await send(body, { to: { name: '', address: 'plus-tard@oree.example' } });
    await it.settle();
    assert.deepEqual(pick(await read(body, refused)), ['refused', 'EENVELOPE 550 5.1.1']);
    assert.deepEqual(pick(await read(body, later)), ['waiting', 'EENVELOPE 451 4.7.1']);
  });

  test('gives up after two days', async () => {
    const { send, read } = mailOf(it);
    const body = randomUUID();
    const id = await send(body);
    await it.settle();
    for (let attempt = 2; attempt <= 10; attempt += 1) await runLater(it, body, id);
    assert.deepEqual([(await read(body, id)).state, (await read(body, id)).attempts], ['given-up', 10]);
  });
});

const isRefusedAddress = (error: unknown): boolean => error instanceof Refusal && error.code === 'mail.address' && error.field === 'body.email';
const pick = (letter: OutboxLetter) => [letter.state, letter.lastAnswer];

/** What the queue does once the pause is over. */
async function runLater(it: TestHouse, organisation: string, message: string): Promise<void> {
  const job = it.house.index.jobs.get('platform.send-mail');
  await inContext(it.house, { actor, organisation }, (ctx) => job?.handler(ctx, { message }));
}

type Received = { recipients: string[]; headers: Record<string, string>; parts: { type: string; text: string }[] };
type Relay = { received(): Promise<Received[]>; stop(): Promise<void> };

// What a mailbox decides is the handler's; the protocol and the reading of the message are aiosmtpd's and Python's.
const handler = `
import email, email.policy, json, os
class Handler:
    def __init__(self, folder): self.folder = folder
    @classmethod
    def from_cli(cls, parser, folder): return cls(folder)
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('inconnu@'): return '550 5.1.1 <' + address + '> unknown here'
        if address.startswith('plus-tard@'): return '451 4.7.1 <' + address + '> try later'
        envelope.rcpt_tos.append(address)
        return '250 OK'
    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = [{'type': p.get_content_type(), 'text': p.get_content()} for p in message.walk() if not p.is_multipart()]
        out = {'recipients': envelope.rcpt_tos, 'headers': {k: str(v) for k, v in message.items()}, 'parts': parts}
        with open(os.path.join(self.folder, '%06d.json' % len(os.listdir(self.folder))), 'w') as file: json.dump(out, file)
        return '250 2.0.0 OK'
`;

async function startRelay(home: string, port: number): Promise<Relay> {
  const folder = await mkdtemp(join(home, 'relay-'));
  const inbox = await mkdtemp(join(home, 'inbox-'));
  await writeFile(join(folder, 'relay_handler.py'), handler);
  const server: ChildProcess = spawn('aiosmtpd', ['-n', '-l', `127.0.0.1:${port}`, '-c', 'relay_handler.Handler', inbox], {
    env: { ...process.env, PYTHONPATH: folder },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await untilListens(port);
  return {
    async received() {
      const files = (await readdir(inbox)).sort();
      return Promise.all(files.map(async (file) => JSON.parse(await readFile(join(inbox, file), 'utf8')) as Received)); // written by the handler above
    },
    async stop() {
      server.kill();
      await ended;
    },
  };
}

async function untilListens(port: number): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isUp) return;
    await setTimeout(50);
  }
  throw new Error('the relay does not listen');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has an address
  await new Promise((resolve) => server.close(resolve));
  return port;
}
