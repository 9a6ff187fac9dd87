// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { DocxBlock } from '#platform/documents/make-docx.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { assemblyOf, BLANK, type Subject, type Written } from './blocks.ts';

const titles = {
  adhesion: 'Convention cadre de participation',
  tripartite: 'Convention tripartite d’accès',
  package: 'Convention d’accompagnement numérique',
} as const;

/** The convention to be signed: parties, object, services, amounts as the quote gives them, term, ending, data. */
export function draftConvention(subject: Subject, kind: 'adhesion' | 'tripartite' | 'package'): Written {
  const { operator, payer, beneficiary } = subject;
  const parties = kind === 'tripartite' ? [operator.name, payer.name, beneficiary.name] : [operator.name, beneficiary.name];
  return {
    title: `${titles[kind]} – ${beneficiary.name}`,
    name: 'convention',
    blocks: [
      { kind: 'heading', level: 1, text: 'Entre' },
      {
        kind: 'list',
        items: [
          `${operator.name}, ci-après « l’opérateur »,`,
          ...parties.slice(1).map((name) => `${name}, représentée par ${BLANK}, dûment habilité par délibération,`),
        ],
      },
      { kind: 'paragraph', text: 'Il est convenu ce qui suit.' },
      ...articles(subject, kind).flatMap(({ title, blocks }, at): DocxBlock[] => [
        { kind: 'heading', level: 1, text: `Article ${at + 1} – ${title}` },
        ...blocks,
      ]),
      { kind: 'heading', level: 1, text: 'Signatures' },
      { kind: 'table', table: { header: parties, rows: [parties.map(() => `À ${BLANK}, le ${BLANK}`)] } },
    ],
  };
}

type Article = { title: string; blocks: DocxBlock[] };

function articles(subject: Subject, kind: 'adhesion' | 'tripartite' | 'package'): Article[] {
  const { payer, beneficiary, quote, edition, services, startsOn, endsOn, facts } = subject;
  const act =
    facts['number'] && facts['votedOn']
      ? `délibération n° ${String(facts['number'])} du ${day(facts['votedOn'])}`
      : `délibération n° ${BLANK} du ${BLANK}`;
  return [
    {
      title: 'Objet',
      blocks: [
        text(
          `La présente convention fixe les conditions dans lesquelles ${beneficiary.name} accède aux services numériques de l’opérateur, décidé par ${act} de son ${assemblyOf(beneficiary.kind).assembly}.`,
        ),
      ],
    },
    {
      title: 'Services ouverts',
      blocks: [
        ...(services.length > 0 ? [{ kind: 'list', items: services } as const] : []),
        text(`Leur contenu et leurs limites sont ceux du catalogue voté : ${edition.label}${edition.act ? ` (${edition.act})` : ''}.`),
      ],
    },
    {
      title: 'Participation financière',
      blocks: [money(subject, kind), text(`Le devis ${quote.number} fait foi${quote.digest ? ` (empreinte ${quote.digest})` : ''}.`)],
    },
    {
      title: 'Durée',
      blocks: [
        text(
          endsOn
            ? `La convention s’applique du ${day(startsOn)} au ${day(endsOn)}. Elle n’est pas reconduite tacitement.`
            : `La convention s’applique à compter du ${day(startsOn)}, jusqu’à ce que l’une des parties y mette fin.`,
        ),
      ],
    },
    {
      title: 'Fin',
      blocks: [
        text(
          'Chaque partie peut mettre fin à la convention par décision de son assemblée, notifiée trois mois à l’avance. Les services se ferment au dernier jour ; les données sont remises dans un format ouvert, puis effacées.',
        ),
      ],
    },
    {
      title: 'Données personnelles',
      blocks: [
        text(
          `${beneficiary.name} est responsable des traitements qu’elle met en œuvre ; l’opérateur agit pour son compte, selon ses instructions, et lui signale toute violation dans les meilleurs délais.`,
        ),
      ],
    },
    ...(kind === 'tripartite'
      ? [
          {
            title: 'Place de l’intercommunalité',
            blocks: [
              text(`${payer.name} acquitte la participation pour les collectivités de son territoire et en tient l’état à jour avec l’opérateur.`),
            ],
          },
        ]
      : []),
  ];
}

function money({ yearlyCents, payer, beneficiary, volume, lines }: Subject, kind: 'adhesion' | 'tripartite' | 'package'): DocxBlock {
  if (kind === 'tripartite')
    return text(
      `La participation est acquittée par ${payer.name} ; ${beneficiary.name} ne doit rien à l’opérateur au titre de la présente convention.`,
    );
  const regimes = [...new Set(lines.map(({ regime }) => regime))].join(' ; ');
  return text(
    `${beneficiary.name} verse à l’opérateur ${formatEuros(yearlyCents)} la première année${volume ? `, pour un volume de données de ${volume}` : ''}.${regimes ? ` ${regimes}.` : ''}`,
  );
}

function text(said: string): DocxBlock {
  return { kind: 'paragraph', text: said };
}

function day(value: unknown): string {
  return typeof value === 'string' && value !== '' ? formatDay(Temporal.PlainDate.from(value)) : BLANK;
}
