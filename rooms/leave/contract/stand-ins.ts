// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const day = z.iso.date('Saisissez une date complète.');

export const listStandIns = endpoint('GET /leave/stand-ins', {
  summary: 'Les délégations en cours et à venir : les miennes, celles que l’on m’a données, et toutes pour qui gère les congés.',
  query: z.object({}),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        agent: z.object({ id: z.uuid(), name: z.string() }).describe('À la place de qui.'),
        standIn: z.object({ id: z.uuid(), name: z.string(), hasAccount: z.boolean() }),
        beginsOn: day,
        endsOn: day,
        isMine: z.boolean(),
        mayRemove: z.boolean(),
      }),
    ),
    choices: z.array(z.object({ id: z.uuid(), name: z.string() })).describe('Les agents qui ont un compte, et peuvent donc répondre.'),
    managers: z.array(z.object({ id: z.uuid(), name: z.string() })).describe('Les responsables pour lesquels la personne peut désigner quelqu’un.'),
  }),
});

export const nameStandIn = endpoint('POST /leave/stand-ins', {
  summary: 'Désigne qui répond à ma place, ou à celle d’un responsable, d’un jour à un autre.',
  body: z.strictObject({
    agentId: z.uuid().nullish().describe('Un responsable absent, pour qui gère les congés ; absent : soi-même.'),
    standInId: z.uuid('Choisissez un agent.'),
    beginsOn: day,
    endsOn: day,
  }),
  response: z.object({ id: z.uuid() }),
  refusals: ['leave.not-an-agent', 'leave.unknown-agent', 'leave.not-for-others', 'leave.runs-backwards', 'leave.stands-in-for-self'],
});

export const removeStandIn = endpoint('DELETE /leave/stand-ins/:id', {
  summary: 'Reprend les réponses que quelqu’un donnait à ma place.',
  params: z.object({ id: z.uuid() }),
  refusals: ['leave.unknown-stand-in'],
});
