// SPDX-License-Identifier: EUPL-1.2
/** Where the messages of mail loops come back: an SMTP server that knows nothing but `boucle-<secret>@<domain>`, and keeps no message. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { CannotStart } from '#platform/cannot-start.ts';
import type { House } from '#platform/house.ts';
import type { Daemon } from '#platform/room.ts';
import { hearSecret } from './beat.ts';

const ADDRESS = /^boucle-([0-9a-f]{40})@(.+)$/i;
const MOST_BYTES = 262_144;

export const mailLoopDaemon: Daemon = { name: 'mail-loop', start: startMailLoop };

/** Listens where the settings say; null where they ask for no mail loop. */
export async function startMailLoop(house: House): Promise<{ port: number; says: string; close: () => Promise<void> } | null> {
  const { loopMail } = house.settings;
  if (!loopMail) return null;
  const secrets = new WeakMap<object, string>();
  const server = new SMTPServer({
    banner: 'Beffroi',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MOST_BYTES,
    maxClients: 100,
    socketTimeout: 30_000,
    disableReverseLookup: true,
    // A refusal that comes back (RFC 5321 §4.5.5) proves no loop.
    onMailFrom: ({ address }, _session, done) => done(address ? null : refused('bounces prove nothing')),
    onRcptTo({ address }, session, done) {
      const [, secret, domain] = ADDRESS.exec(address) ?? [];
      if (!secret || domain?.toLowerCase() !== loopMail.domain) return done(refused('no such mailbox'));
      secrets.set(session, secret.toLowerCase());
      return done();
    },
    onData(stream, session, done) {
      stream.resume();
      stream.once('end', () => {
        const secret = secrets.get(session);
        if (!secret || stream.sizeExceeded) return done(refused('no such message'));
        return hearSecret(house, secret, house.clock.now(), null).then(
          (isHeard) => done(isHeard ? null : refused('no such mailbox')),
          (error: Error) => done(error),
        );
      });
    },
  });
  server.on('error', (error) => house.log.warn({ error: error.message }, 'mail loop server'));
  server.listen(loopMail.port, loopMail.host);
  await once(server.server, 'listening').catch(() => {
    throw new CannotStart(`Le port ${loopMail.port} des boucles de messagerie est pris (MAIL_LOOP_PORT).`);
  });
  const { port } = server.server.address() as AddressInfo; // listening on a port, not on a socket file
  return {
    port,
    says: `Boucles de messagerie : smtp://${loopMail.host}:${port}, pour ${loopMail.domain}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refused(message: string): Error {
  return Object.assign(new Error(message), { responseCode: 550 });
}
