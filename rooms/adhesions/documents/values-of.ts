// SPDX-License-Identifier: EUPL-1.2
/** What templates name, made from a subject: texts already written for the reader, in French. */
import { formatDay } from '#platform/calendar/french-days.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { countVote, voteSchema } from '../vote.ts';
import { regimeSentences } from './amounts-block.ts';
import { assemblyOf, type Subject, type SubjectBody } from './subject.ts';
import { BLANK } from './template/read-template.ts';

/** The values of `variables.ts`, no more and no less. */
export function valuesOf(subject: Subject) {
  const { operator, beneficiary, payer, quote, edition, facts, startsOn, endsOn } = subject;
  return {
    operateur: bodyValues(operator),
    beneficiaire: {
      ...bodyValues(beneficiary),
      assemblee: assemblyOf(beneficiary.kind).assembly,
      est_commune: beneficiary.kind === 'commune',
      est_epci: ['cc', 'ca', 'cu', 'metropole'].includes(beneficiary.kind),
    },
    payeur: { ...bodyValues(payer), est_beneficiaire: payer.id === beneficiary.id },
    participation: {
      annuelle: { amount: formatEuros(subject.recount?.yearlyCents ?? subject.years[0]?.payableCents ?? 0) },
      regimes: regimeSentences(subject),
    },
    devis: { numero: quote.number, empreinte: quote.digest },
    catalogue: { nom: edition.label, acte: edition.act },
    volume: subject.volume,
    services: subject.services,
    collectivites: subject.members,
    convention: { debut: day(startsOn), fin: day(endsOn), preavis: `${inWords[subject.noticeMonths] ?? subject.noticeMonths} mois` },
    avenant: {
      numero: subject.rider?.number ?? null,
      convention: subject.rider?.convention ?? null,
      est_ajout: subject.rider?.kind === 'add',
      objets: subject.rider?.offers ?? [],
      motif: subject.rider?.reason || null,
    },
    dossier: { numero: subject.number },
    commission: { date: day(facts['commissionOn']), avis: opinion(facts['commissionOpinion']) },
    bureau: { date: day(facts['bureauOn']), avis: opinion(facts['bureauOpinion']) },
    seance: { convocation: day(facts['convenedOn']), date: day(facts['sessionOn']) },
    deliberation: {
      numero: text(facts['number']),
      date: day(facts['votedOn']),
      identifiant: text(facts['identifier']),
      recue: day(facts['receivedOn']),
      publiee: day(facts['publishedOn']),
    },
    vote: voteValues(facts['vote']),
  };
}

const inWords: Readonly<Record<number, string>> = { 1: 'un', 2: 'deux', 3: 'trois', 4: 'quatre', 6: 'six', 12: 'douze' };

function bodyValues({ name, siren, kind, representative }: SubjectBody) {
  const { executive } = assemblyOf(kind);
  const isFeminine = ['commune', 'cc', 'ca', 'cu', 'metropole'].includes(kind);
  return {
    nom: name,
    siren,
    executif: executive,
    representant: representative ?? `${BLANK}, ${executive}`,
    represente: isFeminine ? 'représentée' : 'représenté',
  };
}

function voteValues(recorded: unknown): { scrutin_secret: boolean; resultat: string | null } {
  const read = voteSchema.safeParse(recorded);
  if (!read.success) return { scrutin_secret: false, resultat: null };
  const { for: pour, against, abstained, isSecret } = read.data;
  if (!countVote(read.data).isAdopted) return { scrutin_secret: isSecret, resultat: 'rejetée' };
  const others = [against > 0 ? `${against} contre` : '', abstained > 0 ? plural(abstained, 'abstention') : ''].filter(Boolean);
  const how = others.length === 0 ? 'à l’unanimité' : `par ${pour} voix pour, ${others.join(' et ')}`;
  return { scrutin_secret: isSecret, resultat: `adoptée ${how}` };
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count > 1 ? 's' : ''}`;
}

function opinion(said: unknown): string | null {
  return said === 'favourable' ? 'favorable' : said === 'unfavourable' ? 'défavorable' : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function day(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? formatDay(Temporal.PlainDate.from(value)) : null;
}
