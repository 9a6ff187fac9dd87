// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { FastifyRequest } from 'fastify';
import type { House } from '#platform/house.ts';
import type { Entry } from '#platform/make-context.ts';
import { secretDigest } from '../secrets.ts';
import { ResticFault } from './fault.ts';

/** The machine that speaks, known by its secret alone. */
export type Client = {
  organisationId: string;
  repositoryId: string;
  operatorId: string;
  /** As whom it enters its body. */
  entry: Entry;
  /** The maintenance during which it may remove, if that is the secret it presents. */
  maintenanceId: string | null;
  /** Whether it is the client of a drill, which only reads. */
  isReader: boolean;
  /** What the body's account said at that instant; the exact count is made in the transaction that records. */
  account: { isOpen: boolean; bytes: number; hardBytes: number | null };
};

type Found = {
  organisation_id: string;
  repository_id: string;
  operator_id: string;
  label: string;
  maintenance_id: string | null;
  is_reader: boolean;
  is_open: boolean;
  bytes: number;
  hard_bytes: number | null;
};

/**
 * Who asks, by Basic authentication (RFC 7617): the key of the repository and one of its secrets. Asked of the database each time, in one query by
 * an index: a secret that was turned, or a maintenance that has ended, opens nothing from that instant. Refuses 401, the same whatever is wrong.
 */
export async function admitClient(house: House, request: FastifyRequest): Promise<Client> {
  const { organisation, repository } = request.params as { organisation: string; repository: string }; // the protocol's prefix names them
  const presented = basicOf(request.headers.authorization);
  if (!presented || presented.user !== repository) throw unknown();
  const { rows } = await sql<Found>`
    select *
    from backup.admitted(${organisation}, ${repository}, ${secretDigest(house.settings, presented.secret)}, ${house.clock.now().toString()}::timestamptz)`.execute(
    house.db.kysely,
  );
  const [found] = rows;
  if (!found) throw unknown();
  return {
    organisationId: found.organisation_id,
    repositoryId: found.repository_id,
    operatorId: found.operator_id,
    maintenanceId: found.maintenance_id,
    isReader: found.is_reader,
    account: { isOpen: found.is_open, bytes: found.bytes, hardBytes: found.hard_bytes },
    entry: {
      actor: { kind: 'token', tokenId: found.repository_id, name: found.label },
      organisation: found.organisation_id,
      requestId: request.id,
      userAgent: request.headers['user-agent'],
      address: request.ip,
    },
  };
}

function unknown(): ResticFault {
  return new ResticFault(401, 'Identifiant ou secret de sauvegarde inconnu, ou maintenance terminée.', {
    'www-authenticate': 'Basic realm="Sauvegarde", charset="UTF-8"',
  });
}

function basicOf(header: string | undefined): { user: string; secret: string } | null {
  const [, encoded] = /^Basic +([\w+/]{1,400}={0,2}) *$/i.exec(header ?? '') ?? [];
  if (!encoded) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  // A null character would reach PostgreSQL, which has none.
  const [, user, secret] = /^([a-z2-7]{16}):([\w-]{20,100})$/.exec(text) ?? [];
  return user && secret ? { user, secret } : null;
}
