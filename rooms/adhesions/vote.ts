// SPDX-License-Identifier: EUPL-1.2
/** Whether a deliberation was adopted: quorum on those present, majority of the votes cast (CGCT art. L. 2121-17 and L. 2121-20). Pure. */
import { z } from 'zod';

const many = (title: string, description?: string) =>
  z
    .int('Saisissez un nombre entier.')
    .min(0, 'Ce nombre ne peut pas être négatif.')
    .max(2_000, 'Ce nombre est trop grand.')
    .meta({ title, ...(description && { description }) });

/** What the minutes say of a vote. */
export const voteSchema = z
  .strictObject({
    inOffice: many('Membres en exercice').min(1, 'Une assemblée compte au moins un membre.').meta({ title: 'Membres en exercice' }),
    present: many('Présents', 'Sans les pouvoirs.'),
    represented: many('Représentés', 'Par un pouvoir : ils votent, et ne comptent pas pour le quorum.'),
    for: many('Pour'),
    against: many('Contre'),
    abstained: many('Abstentions').default(0),
    /** Members who take no part in this vote, for instance because they have an interest in it. */
    recused: many('Ne prennent pas part au vote').default(0),
    isSecret: z.boolean().default(false).meta({ title: 'Scrutin secret' }),
    /** How whoever presides voted: it decides a tie of a public ballot. */
    presidentVoted: z
      .enum(['for', 'against', 'abstained'])
      .nullish()
      .meta({
        title: 'Vote de la présidence',
        description: 'Sa voix est prépondérante en cas de partage, sauf au scrutin secret.',
        choices: { for: 'Pour', against: 'Contre', abstained: 'Abstention' },
      }),
    /** Convened again for want of quorum: none is needed. */
    isSecondConvocation: z.boolean().default(false).meta({ title: 'Seconde convocation, faute de quorum à la première' }),
  })
  .meta({ title: 'Vote' });

export type Vote = z.output<typeof voteSchema>;

export type Outcome = {
  quorum: number;
  isQuorate: boolean;
  /** Votes cast: neither abstentions nor those who take no part. */
  cast: number;
  /** Votes for that adopt. */
  majority: number;
  isAdopted: boolean;
  isTieBroken: boolean;
  /** What cannot be true in the figures, each with its field. */
  faults: readonly { field: keyof Vote; says: string }[];
};

/** Counts a vote. The figures that contradict each other are told, not corrected. */
export function countVote(vote: Vote): Outcome {
  const quorum = quorumOf(vote.inOffice);
  const isQuorate = vote.isSecondConvocation || vote.present >= quorum;
  const cast = vote.for + vote.against;
  const majority = Math.floor(cast / 2) + 1;
  const isTie = cast > 0 && vote.for === vote.against;
  const isTieBroken = isTie && !vote.isSecret && vote.presidentVoted === 'for';
  return {
    quorum,
    isQuorate,
    cast,
    majority,
    isAdopted: isQuorate && cast > 0 && (vote.for >= majority || isTieBroken),
    isTieBroken,
    faults: faultsOf(vote),
  };
}

/** More than half of the members in office must be present; a proxy makes nobody present. */
export function quorumOf(inOffice: number): number {
  return Math.floor(inOffice / 2) + 1;
}

function faultsOf(vote: Vote): Outcome['faults'] {
  const faults: { field: keyof Vote; says: string }[] = [];
  const there = vote.present + vote.represented;
  if (vote.present > vote.inOffice)
    faults.push({ field: 'present', says: 'Les présents ne peuvent pas être plus nombreux que les membres en exercice.' });
  else if (there > vote.inOffice)
    faults.push({ field: 'represented', says: 'Présents et représentés ne peuvent pas dépasser ensemble les membres en exercice.' });
  // One written proxy per councillor: CGCT art. L. 2121-20.
  if (vote.represented > vote.present) faults.push({ field: 'represented', says: 'Chaque présent porte au plus un pouvoir.' });
  const voters = vote.for + vote.against + vote.abstained + vote.recused;
  if (voters > there) faults.push({ field: 'for', says: `Les votes (${voters}) dépassent les présents et représentés (${there}).` });
  if (vote.isSecret && vote.presidentVoted) faults.push({ field: 'presidentVoted', says: 'Un scrutin secret ne dit pas comment chacun a voté.' });
  return faults;
}
