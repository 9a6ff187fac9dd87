// SPDX-License-Identifier: EUPL-1.2
/**
 * The path of an adhesion, as the deliberation of 2017 shows it: commission, avis du bureau, convocation, vote, transmission, publication,
 * signature. What other rooms will carry (assembly, télétransmission, signature) is entered by hand, with its evidence, until they do.
 */
import { z } from 'zod';
import { joursFrancsBetween } from '#platform/calendar/delays.ts';
import type { Context } from '#platform/context.ts';
import { dossierType, type DossierState, type Due, type Facts, type Step, type Transition } from '#rooms/dossiers/api.ts';
import { readActIdentifier } from './act-identifier.ts';
import { conclude } from './conclude.ts';
import { refuse } from './contract.ts';
import { foresee, highlights } from './foresee.ts';
import { editionLabel } from './membership/edition-of.ts';
import { askTimeStamp } from './proofs/ask-time-stamp.ts';
import { settleRequests } from './signatures/settle-requests.ts';
import { riderMoved } from './subscriptions/riders/rider-moved.ts';
import type { Tables } from './tables.ts';
import { countVote, voteSchema } from './vote.ts';

const day = (title: string, description?: string) => z.iso.date('Saisissez une date complète.').meta({ title, ...(description && { description }) });
const text = (title: string, least: string) => z.string(least).trim().min(2, least).max(300).meta({ title });
const opinion = z
  .enum(['favourable', 'unfavourable', 'none'], 'Dites si l’avis est favorable.')
  .meta({ title: 'Avis', choices: { favourable: 'Favorable', unfavourable: 'Défavorable', none: 'Sans avis' } });

const both = ['owner', 'member'] as const;

const preparation: readonly Transition[] = [
  {
    key: 'commission-held',
    label: 'La commission s’est réunie',
    from: ['commission'],
    to: 'bureau',
    by: both,
    facts: z.strictObject({ commissionOn: day('Réunion de la commission'), commissionOpinion: opinion }),
  },
  {
    key: 'commission-skipped',
    label: 'Aucune commission n’est compétente',
    from: ['commission'],
    to: 'bureau',
    by: both,
    facts: z.strictObject({ commissionSkipped: text('Motif', 'Dites pourquoi.') }),
  },
  {
    key: 'bureau-held',
    label: 'Le bureau a rendu son avis',
    from: ['bureau'],
    to: 'convocation',
    by: both,
    facts: z.strictObject({ bureauOn: day('Réunion du bureau'), bureauOpinion: opinion }),
  },
];

const decision: readonly Transition[] = [
  {
    key: 'convened',
    label: 'L’assemblée est convoquée',
    from: ['convocation'],
    to: 'vote',
    by: both,
    facts: z.strictObject({
      convenedOn: day('Envoi de la convocation'),
      sessionOn: day('Séance'),
      urgency: z
        .string()
        .trim()
        .max(500)
        .optional()
        .meta({ title: 'Motif de l’urgence', description: 'À remplir si le délai est abrégé : un jour franc suffit, l’assemblée en délibère.' }),
    }),
  },
  {
    key: 'voted',
    label: 'L’assemblée a adopté la délibération',
    from: ['vote'],
    to: 'transmission',
    by: both,
    pieces: ['deliberation'],
    facts: z.strictObject({
      number: text('Numéro de la délibération', 'Saisissez le numéro de la délibération.'),
      votedOn: day('Séance du'),
      secretary: z.boolean('Dites si un secrétaire de séance a été désigné.').meta({ title: 'Un secrétaire de séance a été désigné' }),
      vote: voteSchema,
    }),
  },
  {
    key: 'rejected',
    label: 'L’assemblée a rejeté la délibération',
    from: ['vote'],
    to: 'refused',
    by: both,
    isGrave: true,
    facts: z.strictObject({ votedOn: day('Séance du'), vote: voteSchema }),
  },
  {
    key: 'transmitted',
    label: 'La préfecture a accusé réception',
    from: ['transmission'],
    to: 'publication',
    by: both,
    facts: z.strictObject({
      identifier: text('Identifiant de l’acte', 'Saisissez l’identifiant de l’acte.').meta({
        title: 'Identifiant de l’acte',
        description: 'Tel qu’il est imprimé sur l’accusé de réception, comme 033-243301355-20171018-D2017-37-DE.',
      }),
      receivedOn: day('Accusé de réception reçu le'),
    }),
  },
  {
    key: 'published',
    label: 'L’acte est publié',
    from: ['publication'],
    to: 'signature',
    by: both,
    facts: z.strictObject({ publishedOn: day('Publication') }),
  },
  {
    key: 'signed',
    label: 'La convention est signée',
    from: ['signature'],
    to: 'concluded',
    by: ['owner'],
    permission: 'adhesions.conclude',
    pieces: ['convention'],
    facts: z.strictObject({
      signedOn: day('Signature'),
      signedBy: text('Signée par', 'Dites qui a signé.'),
      signedFor: text('En qualité de', 'Dites en quelle qualité.'),
    }),
  },
  {
    key: 'abandoned',
    label: 'Le projet est abandonné',
    from: ['commission', 'bureau', 'convocation', 'vote', 'transmission', 'publication', 'signature'],
    to: 'abandoned',
    by: ['owner'],
    isGrave: true,
    facts: z.strictObject({ why: text('Motif', 'Dites pourquoi.') }),
  },
];

/** What opened the dossier, as its page shows it. */
const about = z.object({
  quoteNumber: z.string().optional().meta({ title: 'Devis accepté' }),
  editionLabel: z.string().optional().meta({ title: 'Édition du tarif' }),
  yearlyCents: z.number().optional().meta({ title: 'Montant annuel', unit: 'cents' }),
  counted: z.number().optional().meta({ title: 'Collectivités comptées avec elle' }),
  whyCounted: z.string().optional().meta({ title: 'Comptée ou non' }),
  territoryCents: z.number().optional().meta({ title: 'Montant annuel du territoire', unit: 'cents' }),
  startsOn: day('Ouverture prévue').optional(),
  endsOn: day('Dernier jour').nullish(),
  joursFrancs: z.number().optional().meta({ title: 'Convocation', unit: 'jours francs' }),
});

/** A dossier opened before editions were named on it holds the key of its own. */
async function aboutOf(ctx: Context<Tables>, facts: Facts, operatorId: string): Promise<Facts> {
  const { edition, editionLabel: named } = facts;
  if (named !== undefined || typeof edition !== 'string') return facts;
  return { ...facts, editionLabel: await editionLabel(ctx, { operatorId, edition }) };
}

/** No text sets these delays but that of the session: they leave the time that each step takes. */
const within = (days: number): Due => ({ from: 'step', delay: { days, isFranc: false, carriesOver: true } });
const onSession: Due = { from: 'fact', fact: 'sessionOn', delay: { isFranc: false, carriesOver: false } };

const steps: readonly Step[] = [
  { key: 'commission', label: 'Commission', awaits: 'member', due: within(45), remind: [7] },
  { key: 'bureau', label: 'Avis du bureau', awaits: 'member', due: within(30), remind: [7] },
  { key: 'convocation', label: 'Convocation', awaits: 'member', due: within(45), remind: [7] },
  { key: 'vote', label: 'Vote de l’assemblée', awaits: 'member', due: onSession, remind: [1] },
  { key: 'transmission', label: 'Transmission à la préfecture', awaits: 'member', due: within(15), remind: [3] },
  { key: 'publication', label: 'Publication', awaits: 'member', due: within(8), remind: [2] },
  { key: 'signature', label: 'Signature de la convention', awaits: 'owner', due: within(30), remind: [7] },
  { key: 'concluded', label: 'Convention conclue', awaits: 'nobody', isEnd: true },
  { key: 'refused', label: 'Rejetée', awaits: 'nobody', isEnd: true },
  { key: 'abandoned', label: 'Abandonnée', awaits: 'nobody', isEnd: true },
];

const pieces = [
  { kind: 'draft', label: 'Projet de délibération', visibleTo: 'all' },
  { kind: 'convention-draft', label: 'Projet de convention', visibleTo: 'all' },
  { kind: 'signed-copy', label: 'Exemplaire signé en partie', visibleTo: 'all' },
  { kind: 'convocation', label: 'Convocation', visibleTo: 'all' },
  { kind: 'deliberation', label: 'Délibération signée', visibleTo: 'all' },
  { kind: 'receipt', label: 'Accusé de réception de la préfecture', visibleTo: 'all' },
  { kind: 'publication', label: 'Preuve de publication', visibleTo: 'all' },
  { kind: 'convention', label: 'Convention signée', visibleTo: 'all' },
  { kind: 'note', label: 'Note interne', visibleTo: 'owner' },
];

function path(key: string, label: string, prefix: string, isPrepared: boolean, parties: { role: string; label: string }[]) {
  const begin = isPrepared ? 'commission' : 'convocation';
  const kept = isPrepared ? steps : steps.filter((step) => !['commission', 'bureau'].includes(step.key));
  const known = new Set(kept.map((step) => step.key));
  return dossierType({
    key,
    label,
    prefix,
    permissions: { read: 'adhesions.read', act: 'adhesions.act' },
    start: begin,
    worth: 'yearlyCents',
    steps: kept,
    pieces,
    parties,
    transitions: [...(isPrepared ? preparation : []), ...decision].map((transition) => ({
      ...transition,
      from: transition.from.filter((step) => known.has(step)),
    })),
    about,
    aboutOf,
    check,
    foresee,
    highlights,
    moved: async (ctx, dossier, transition) => {
      await askTimeStamp(ctx, dossier, transition);
      await settleRequests(ctx, dossier, transition);
      if (key === 'adhesions.rider') await riderMoved(ctx, dossier, transition);
      else if (transition.key === 'signed') await conclude(ctx, dossier);
    },
  });
}

export const adhesionTypes = [
  path('adhesions.adhesion', 'Adhésion d’un territoire', 'ADH', true, [{ role: 'member', label: 'EPCI' }]),
  path('adhesions.tripartite', 'Accès d’une collectivité du territoire', 'TRI', false, [
    { role: 'member', label: 'Collectivité' },
    { role: 'payer', label: 'EPCI' },
  ]),
  path('adhesions.package', 'Souscription d’un forfait', 'FOR', false, [{ role: 'member', label: 'Collectivité' }]),
  path('adhesions.rider', 'Avenant à une convention', 'AVE', false, [{ role: 'member', label: 'Collectivité' }]),
];

/** What the law or plain sense forbids, said beside its field. */
function check(state: DossierState, { key }: Transition, facts: Facts): void {
  if (key === 'convened') checkConvocation(state, facts);
  if (key === 'voted' || key === 'rejected') checkVote(state, key, facts);
  if (key === 'transmitted') checkReceipt(state, facts);
  if (key === 'published' && before(facts['publishedOn'], state.facts['votedOn'])) throw refuse('adhesions.before-the-vote', {}, 'facts.publishedOn');
  if (key === 'signed' && before(facts['signedOn'], state.facts['votedOn'])) throw refuse('adhesions.before-the-vote', {}, 'facts.signedOn');
}

function checkConvocation({ facts: known }: DossierState, facts: Facts): void {
  const needed = Number(known['joursFrancs'] ?? 5);
  const left = joursFrancsBetween(Temporal.PlainDate.from(String(facts['convenedOn'])), Temporal.PlainDate.from(String(facts['sessionOn'])));
  const least = facts['urgency'] ? 1 : needed;
  if (left < least) throw refuse('adhesions.convened-too-late', { needed: least, left }, 'facts.convenedOn');
}

function checkVote({ facts: known }: DossierState, key: string, facts: Facts): void {
  const outcome = countVote(voteSchema.parse(facts['vote']));
  const [fault] = outcome.faults;
  if (fault) throw refuse('adhesions.vote-impossible', { says: fault.says }, `facts.vote.${fault.field}`);
  if (key === 'voted' && !outcome.isQuorate) throw refuse('adhesions.no-quorum', { quorum: outcome.quorum }, 'facts.vote.present');
  if ((key === 'voted') !== outcome.isAdopted) throw refuse(key === 'voted' ? 'adhesions.not-adopted' : 'adhesions.adopted', {}, 'facts.vote.for');
  if (before(facts['votedOn'], known['convenedOn'])) throw refuse('adhesions.before-the-convocation', {}, 'facts.votedOn');
}

function checkReceipt({ facts: known }: DossierState, facts: Facts): void {
  const act = readActIdentifier(String(facts['identifier']));
  if (!act) throw refuse('adhesions.not-an-identifier', {}, 'facts.identifier');
  if (known['siren'] && act.siren !== known['siren']) throw refuse('adhesions.another-body', { siren: act.siren }, 'facts.identifier');
  if (before(facts['receivedOn'], known['votedOn']) || before(act.on.toString(), known['votedOn']))
    throw refuse('adhesions.before-the-vote', {}, 'facts.receivedOn');
}

function before(day: unknown, reference: unknown): boolean {
  return typeof day === 'string' && typeof reference === 'string' && day < reference;
}
