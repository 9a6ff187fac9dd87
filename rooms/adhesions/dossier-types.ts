// SPDX-License-Identifier: EUPL-1.2
/**
 * The path of an adhesion, as the deliberation of 2017 shows it: commission, avis du bureau, convocation, vote, transmission, publication,
 * signature. What other rooms will carry (assembly, télétransmission, signature) is entered by hand, with its evidence, until they do.
 */
import { z } from 'zod';
import { joursFrancsBetween } from '#platform/calendar/delays.ts';
import { dossierType, type DossierState, type Facts, type Transition } from '#rooms/dossiers/api.ts';
import { readActIdentifier } from './act-identifier.ts';
import { conclude } from './conclude.ts';
import { refuse } from './contract.ts';
import { countVote, voteSchema } from './vote.ts';

const day = z.iso.date('Saisissez une date complète.');
const text = (least: string) => z.string().trim().min(2, least).max(300);
const opinion = z.enum(['favourable', 'unfavourable', 'none'], 'Dites si l’avis est favorable.');

const both = ['owner', 'member'] as const;

const preparation: readonly Transition[] = [
  {
    key: 'commission-held',
    label: 'La commission s’est réunie',
    from: ['commission'],
    to: 'bureau',
    by: both,
    facts: z.strictObject({ commissionOn: day, commissionOpinion: opinion }),
  },
  {
    key: 'commission-skipped',
    label: 'Aucune commission n’est compétente',
    from: ['commission'],
    to: 'bureau',
    by: both,
    facts: z.strictObject({ commissionSkipped: text('Dites pourquoi.') }),
  },
  {
    key: 'bureau-held',
    label: 'Le bureau a rendu son avis',
    from: ['bureau'],
    to: 'convocation',
    by: both,
    facts: z.strictObject({ bureauOn: day, bureauOpinion: opinion }),
  },
];

const decision: readonly Transition[] = [
  {
    key: 'convened',
    label: 'L’assemblée est convoquée',
    from: ['convocation'],
    to: 'vote',
    by: both,
    facts: z.strictObject({ convenedOn: day, sessionOn: day, urgency: z.string().trim().max(500).optional() }),
  },
  {
    key: 'voted',
    label: 'L’assemblée a adopté la délibération',
    from: ['vote'],
    to: 'transmission',
    by: both,
    pieces: ['deliberation'],
    facts: z.strictObject({ number: text('Saisissez le numéro de la délibération.'), votedOn: day, secretary: z.boolean(), vote: voteSchema }),
  },
  {
    key: 'rejected',
    label: 'L’assemblée a rejeté la délibération',
    from: ['vote'],
    to: 'refused',
    by: both,
    facts: z.strictObject({ votedOn: day, vote: voteSchema }),
  },
  {
    key: 'transmitted',
    label: 'La préfecture a accusé réception',
    from: ['transmission'],
    to: 'publication',
    by: both,
    facts: z.strictObject({ identifier: text('Saisissez l’identifiant de l’acte.'), receivedOn: day }),
  },
  { key: 'published', label: 'L’acte est publié', from: ['publication'], to: 'signature', by: both, facts: z.strictObject({ publishedOn: day }) },
  {
    key: 'signed',
    label: 'La convention est signée',
    from: ['signature'],
    to: 'concluded',
    by: ['owner'],
    permission: 'adhesions.conclude',
    pieces: ['convention'],
    facts: z.strictObject({ signedOn: day, signedBy: text('Dites qui a signé.'), signedFor: text('Dites en quelle qualité.') }),
  },
  {
    key: 'abandoned',
    label: 'Le projet est abandonné',
    from: ['commission', 'bureau', 'convocation', 'vote', 'transmission', 'publication', 'signature'],
    to: 'abandoned',
    by: ['owner'],
    facts: z.strictObject({ why: text('Dites pourquoi.') }),
  },
];

const steps = [
  { key: 'commission', label: 'Commission', awaits: 'member' },
  { key: 'bureau', label: 'Avis du bureau', awaits: 'member' },
  { key: 'convocation', label: 'Convocation', awaits: 'member' },
  { key: 'vote', label: 'Vote de l’assemblée', awaits: 'member', remind: [1] },
  { key: 'transmission', label: 'Transmission à la préfecture', awaits: 'member' },
  { key: 'publication', label: 'Publication', awaits: 'member' },
  { key: 'signature', label: 'Signature de la convention', awaits: 'owner', remind: [7] },
  { key: 'concluded', label: 'Convention conclue', awaits: 'nobody', isEnd: true },
  { key: 'refused', label: 'Rejetée', awaits: 'nobody', isEnd: true },
  { key: 'abandoned', label: 'Abandonnée', awaits: 'nobody', isEnd: true },
];

const pieces = [
  { kind: 'draft', label: 'Projet de délibération', visibleTo: 'all' },
  { kind: 'deliberation', label: 'Délibération signée', visibleTo: 'all' },
  { kind: 'receipt', label: 'Accusé de réception de la préfecture', visibleTo: 'all' },
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
    steps: kept,
    pieces,
    parties,
    transitions: [...(isPrepared ? preparation : []), ...decision].map((transition) => ({
      ...transition,
      from: transition.from.filter((step) => known.has(step)),
    })),
    check,
    moved: async (ctx, dossier, transition) => {
      if (transition.key === 'signed') await conclude(ctx, dossier);
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
