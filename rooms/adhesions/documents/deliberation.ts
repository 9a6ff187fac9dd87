// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { DocxBlock } from '#platform/documents/make-docx.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { countVote, voteSchema } from '../vote.ts';
import { assemblyOf, BLANK, type Subject, type Written } from './blocks.ts';

/** The draft deliberation of the body that adheres, joins or subscribes: what it considers, what it decides, the block of its vote. */
export function draftDeliberation(subject: Subject, kind: 'adhesion' | 'tripartite' | 'package'): Written {
  const { beneficiary, operator, facts } = subject;
  const { assembly, president } = assemblyOf(beneficiary.kind);
  const object = objectOf(subject, kind);
  return {
    title: `Projet de délibération – ${beneficiary.name}`,
    name: 'projet-de-deliberation',
    blocks: [
      ...(facts['sessionOn']
        ? [paragraph(`Séance du ${day(facts['sessionOn'])}, sur convocation du ${day(facts['convenedOn'])}.`)]
        : [paragraph(`Séance du ${BLANK}, sur convocation du ${BLANK}.`)]),
      { kind: 'heading', level: 1, text: `Objet : ${object}` },
      ...considering(subject, kind),
      { kind: 'heading', level: 1, text: 'Ce que coûte cette décision' },
      amounts(subject),
      paragraph(
        `Ces montants sont ceux du devis ${subject.quote.number}, établi d’après le catalogue voté (${subject.edition.label}${subject.edition.act ? `, ${subject.edition.act}` : ''}).`,
      ),
      { kind: 'heading', level: 1, text: `Le ${assembly} décide` },
      { kind: 'list', items: decisions(subject, kind, president) },
      { kind: 'heading', level: 1, text: 'Vote' },
      voteTable(facts),
      paragraph(`Fait à ${BLANK}, le ${BLANK}.`),
      paragraph(`Le ${president},`),
      {
        kind: 'remark',
        text: `Cet acte peut être contesté devant le tribunal administratif dans les deux mois qui suivent sa publication et sa réception par le représentant de l’État. ${operator.name} en reçoit une copie.`,
      },
    ],
  };
}

function objectOf({ operator, payer, startsOn }: Subject, kind: 'adhesion' | 'tripartite' | 'package'): string {
  const from = `à compter du ${day(startsOn)}`;
  if (kind === 'adhesion') return `participation aux services numériques mutualisés de ${operator.name}, ${from}`;
  if (kind === 'tripartite') return `accès aux services numériques mutualisés de ${operator.name} par l’intermédiaire de ${payer.name}, ${from}`;
  return `souscription aux services numériques de ${operator.name}, ${from}`;
}

function considering({ facts, members, volume, services, payer }: Subject, kind: 'adhesion' | 'tripartite' | 'package'): DocxBlock[] {
  const items = [
    'Vu le code général des collectivités territoriales ;',
    ...(facts['commissionOn'] ? [`Vu les travaux de la commission compétente, réunie le ${day(facts['commissionOn'])} ;`] : []),
    ...(facts['bureauOn'] ? [`Vu l’avis ${opinion(facts['bureauOpinion'])}du bureau en date du ${day(facts['bureauOn'])} ;`] : []),
    ...(kind === 'tripartite'
      ? [`Considérant que ${payer.name} participe à ces services et en acquitte la participation pour les collectivités de son territoire ;`]
      : []),
    ...(kind === 'adhesion' && members.length > 0
      ? [
          `Considérant que ${members.length} collectivités du territoire souhaitent y accéder, chacune par sa propre délibération : ${members.join(', ')} ;`,
        ]
      : []),
    ...(volume ? [`Considérant que le volume de données du territoire est évalué à ${volume} ;`] : []),
  ];
  const offered: DocxBlock[] =
    services.length > 0
      ? [
          { kind: 'paragraph', text: 'Les services ouverts sont :' },
          { kind: 'list', items: services },
        ]
      : [];
  return [{ kind: 'list', items }, ...offered];
}

function opinion(said: unknown): string {
  return said === 'favourable' ? 'favorable ' : said === 'unfavourable' ? 'défavorable ' : '';
}

function amounts({ lines, yearlyCents, beneficiary, payer }: Subject): DocxBlock {
  if (beneficiary.name !== payer.name)
    return paragraph(`Aucune somme n’est due par ${beneficiary.name} : la participation est acquittée par ${payer.name}.`);
  return {
    kind: 'table',
    table: {
      caption: 'Première année',
      header: ['Prestation', 'Pour', 'Régime', 'Montant'],
      rows: [
        ...lines.map(({ label, beneficiary: whom, regime, yearCents }) => [
          label,
          whom,
          regime,
          yearCents === null ? 'sur devis' : formatEuros(yearCents),
        ]),
        ['Total à payer', '', '', formatEuros(yearlyCents)],
      ],
      aligns: ['left', 'left', 'left', 'right'],
      widths: [4, 3, 3, 2],
      hasTotal: true,
    },
  };
}

function decisions(
  { operator, payer, beneficiary, yearlyCents, startsOn, endsOn }: Subject,
  kind: 'adhesion' | 'tripartite' | 'package',
  president: string,
): string[] {
  const term = endsOn ? `du ${day(startsOn)} au ${day(endsOn)}` : `à compter du ${day(startsOn)}`;
  if (kind === 'tripartite')
    return [
      `Article 1 : d’accéder aux services numériques mutualisés de ${operator.name}, ${term}, dans le cadre de la convention conclue entre ${operator.name} et ${payer.name} ;`,
      `Article 2 : d’autoriser le ${president} à signer la convention tripartite entre ${operator.name}, ${payer.name} et ${beneficiary.name}, et tout acte nécessaire à son exécution.`,
    ];
  const what =
    kind === 'adhesion' ? 'd’approuver la participation aux services numériques mutualisés' : 'd’approuver la souscription aux services numériques';
  return [
    `Article 1 : ${what} de ${operator.name}, ${term}, pour un montant de ${formatEuros(yearlyCents)} la première année ;`,
    `Article 2 : d’inscrire la dépense correspondante au budget ;`,
    `Article 3 : d’autoriser le ${president} à signer ${kind === 'adhesion' ? 'la convention cadre et les conventions tripartites avec les collectivités du territoire qui y accèdent' : 'la convention'}, et tout acte nécessaire à l’exécution de la présente délibération.`,
  ];
}

function voteTable(facts: Subject['facts']): DocxBlock {
  const read = voteSchema.safeParse(facts['vote']);
  const value = (key: 'inOffice' | 'present' | 'represented' | 'for' | 'against' | 'abstained') => (read.success ? String(read.data[key]) : BLANK);
  const outcome = read.success ? countVote(read.data) : null;
  return {
    kind: 'table',
    table: {
      header: ['En exercice', 'Quorum', 'Présents', 'Représentés', 'Exprimés', 'Pour', 'Contre', 'Abstentions'],
      rows: [
        [
          value('inOffice'),
          outcome ? String(outcome.quorum) : BLANK,
          value('present'),
          value('represented'),
          outcome ? String(outcome.cast) : BLANK,
          value('for'),
          value('against'),
          value('abstained'),
        ],
      ],
      aligns: Array.from({ length: 8 }, () => 'center' as const),
    },
  };
}

function paragraph(text: string): DocxBlock {
  return { kind: 'paragraph', text };
}

function day(value: unknown): string {
  return typeof value === 'string' && value !== '' ? formatDay(Temporal.PlainDate.from(value)) : BLANK;
}
