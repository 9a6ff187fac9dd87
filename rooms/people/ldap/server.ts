// SPDX-License-Identifier: EUPL-1.2
/** The LDAP directory as a server of its own port: StartTLS on the plain one, LDAPS on another, when a certificate is given. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { CannotStart } from '#platform/cannot-start.ts';
import type { House } from '#platform/house.ts';
import type { Daemon } from '#platform/room.ts';
import type { LdapSettings } from '#platform/ldap-settings.ts';
import { noticeOfDisconnection } from './answers.ts';
import { certificateIn } from './certificate.ts';
import { Connection, type Shared } from './connection.ts';
import { slowDown } from './slow-down.ts';

const UNAVAILABLE = 52;
const MOST_CONNECTIONS = 1_000;
const MOST_OF_ONE_SOURCE = 100;
const TURNED_AWAY_MS = 1_000;

export type LdapServer = { port: number | null; tlsPort: number | null; says: string; close: () => Promise<void> };

/** Listens where the settings say; null where they ask for no LDAP. */
export async function startLdap(house: House): Promise<LdapServer | null> {
  const { ldap, mode } = house.settings;
  if (ldap.port === null && ldap.tlsPort === null) return null;
  const certificate = ldap.tls && certificateIn(ldap.tls);
  const connections = new Map<Socket, Connection>();
  const shared: Shared = {
    house,
    certificate,
    slowDown: slowDown(),
    isLocal: (socket) => mode === 'development' || isLoopback(socket.remoteAddress),
  };
  const servers: Server[] = [];
  const listen = async (wanted: number | null, isTls: boolean): Promise<number | null> => {
    if (wanted === null) return null;
    const server = createServer((socket) => {
      if (!hasRoom(socket, connections)) return turnAway(socket);
      connections.set(socket, new Connection(socket, shared, isTls));
      socket.on('close', () => connections.delete(socket));
    });
    const port = await listening(server, wanted, ldap);
    if (port !== null) servers.push(server);
    return port;
  };
  const port = await listen(ldap.port, false);
  const tlsPort = await listen(certificate && ldap.tlsPort, true);
  const addresses = [port !== null && `ldap://${ldap.host}:${port}`, tlsPort !== null && `ldaps://${ldap.host}:${tlsPort}`].filter(Boolean);
  return {
    port,
    tlsPort,
    says: `Annuaire LDAP : ${addresses.join(' et ') || `le port ${ldap.port} est pris, il n’est pas servi`}`,
    async close() {
      for (const connection of connections.values()) connection.close();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

export const ldapDaemon: Daemon = { name: 'ldap', start: startLdap };

function hasRoom(socket: Socket, connections: ReadonlyMap<Socket, Connection>): boolean {
  if (connections.size >= MOST_CONNECTIONS) return false;
  let ofSource = 0;
  for (const other of connections.keys()) if (other.remoteAddress === socket.remoteAddress) ofSource++;
  return ofSource < MOST_OF_ONE_SOURCE;
}

// Nobody listens to it: unless what it says is read and dropped, its end is never seen, and a server that closes waits for it for ever.
function turnAway(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  socket.setTimeout(TURNED_AWAY_MS, () => socket.destroy());
  socket.resume();
  socket.end(noticeOfDisconnection({ code: UNAVAILABLE, says: 'Trop de connexions.' }));
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '');
}

// In a trial the port is a convenience: another Beffroi on this machine may hold it.
async function listening(server: Server, port: number, { host, isTrial }: LdapSettings): Promise<number | null> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return (server.address() as AddressInfo).port; // listens on a port, not on a file
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))) throw error;
    if (isTrial) return null;
    throw new CannotStart(`Le port LDAP ${port} ne peut pas être ouvert (${error.code}) : choisissez-en un autre avec LDAP_PORT ou LDAPS_PORT.`);
  }
}
