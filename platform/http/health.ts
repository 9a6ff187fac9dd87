// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import type { House } from '../house.ts';

/** `GET /health`: 200 while the house and its database answer, 503 otherwise. */
export function registerHealth(app: FastifyInstance, house: House): void {
  app.get('/health', async (_request, reply) => {
    const answers = await sql`select 1`.execute(house.db.kysely).then(
      () => true,
      () => false,
    );
    return reply.status(answers ? 200 : 503).send({ status: answers ? 'ok' : 'database-unreachable' });
  });
}
