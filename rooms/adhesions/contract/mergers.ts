// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'adhesions.change-unknown': {
    status: 404,
    says: 'Rien n’attend pour cette collectivité : le changement est appliqué, ou aucune convention n’est concernée.',
  },
  'adhesions.change-not-proposed': {
    status: 409,
    says: 'Personne n’a encore proposé la suite des conventions : proposez-la, une autre personne l’appliquera.',
  },
  'adhesions.change-same-person': { status: 403, says: 'Vous avez proposé cette suite : une autre personne doit l’appliquer.' },
  'adhesions.change-moved': { status: 409, says: 'Les conventions concernées ont changé depuis la proposition : relisez, et proposez de nouveau.' },
  'adhesions.change-undecided': { status: 409, says: 'Choisissez une convention, et une seule, pour {name}.' },
});

const day = z.iso.date('Saisissez une date complète.');
export const changeKinds = ['merger', 'dissolution', 'move'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export const changeWords: Readonly<Record<ChangeKind, string>> = { merger: 'Fusion', dissolution: 'Dissolution', move: 'Changement d’EPCI' };

const change = z.object({
  id: z.uuid().describe('La collectivité qui succède, qui disparaît, ou qui change d’EPCI.'),
  kind: z.enum(changeKinds),
  name: z.string(),
  says: z.string(),
  on: day,
  conventions: z.number().int(),
});

export const listChanges = endpoint('GET /adhesions/changes', {
  summary: 'Fusions, dissolutions et changements d’EPCI du registre qui concernent des conventions et ne sont pas appliqués.',
  response: z.object({ rows: z.array(change) }),
});

const step = z.object({
  conventionId: z.uuid(),
  number: z.string(),
  kind: z.enum(['cadre', 'tripartite', 'package']),
  payer: z.string(),
  beneficiary: z.string(),
  action: z.enum(['transfer', 'end', 'choose', 'leave']),
  says: z.string(),
});

export const previewChange = endpoint('GET /adhesions/changes/:kind/:id', {
  summary: 'Ce qu’une fusion, une dissolution ou un changement d’EPCI ferait des conventions, et ce qu’il faut choisir.',
  params: z.object({ kind: z.enum(changeKinds), id: z.uuid() }),
  response: change.extend({
    steps: z.array(step),
    conflicts: z.array(
      z.object({
        name: z.string(),
        says: z.string(),
        choices: z.array(z.object({ conventionId: z.uuid(), label: z.string(), isProposed: z.boolean() })),
      }),
    ),
    dossiers: z.number().int(),
    proposal: z
      .object({
        by: z.string(),
        at: z.iso.datetime({ offset: true }),
        reason: z.string(),
        keeps: z.array(z.uuid()),
        isMine: z.boolean(),
        isStale: z.boolean(),
      })
      .nullable()
      .describe('Ce qu’une première personne a proposé ; une seconde l’applique.'),
  }),
  refusals: ['adhesions.change-unknown'],
});

export const proposeChange = endpoint('PUT /adhesions/changes/:kind/:id/proposal', {
  summary: 'Propose la suite des conventions après une fusion, une dissolution ou un changement d’EPCI : rien ne bouge.',
  params: z.object({ kind: z.enum(changeKinds), id: z.uuid() }),
  body: z.strictObject({
    keeps: z.array(z.uuid()).max(100).default([]).describe('Les conventions que l’on garde, une par conflit.'),
    reason: z.string().trim().min(5, 'Citez l’acte qui le décide.').max(1_000),
  }),
  refusals: ['adhesions.change-unknown', 'adhesions.change-undecided'],
});

export const applyChange = endpoint('POST /adhesions/changes/:kind/:id', {
  summary: 'Applique aux conventions ce qu’une autre personne a proposé : rien d’antérieur n’est récrit.',
  params: z.object({ kind: z.enum(changeKinds), id: z.uuid() }),
  response: z.object({ transferred: z.number().int(), ended: z.number().int() }),
  refusals: [
    'adhesions.change-unknown',
    'adhesions.change-undecided',
    'adhesions.change-not-proposed',
    'adhesions.change-same-person',
    'adhesions.change-moved',
  ],
});
