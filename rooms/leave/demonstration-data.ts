// SPDX-License-Identifier: EUPL-1.2
/** Invented bodies of leave: their services and agents. Days of arrival are told in years before today, so that nobody gets younger. */
import type { Category, Status } from './law/cet.ts';
import type { Pattern } from './law/working-time.ts';
import type { NewWorkingTime } from './agents/write-working-time.ts';

export type InventedAgent = {
  familyName: string;
  givenName: string;
  team: string;
  status: Status;
  category: Category;
  cycle: keyof typeof cycles;
  /** Years of service. */
  since: number;
};

export type InventedBody = {
  slug: string;
  settings: {
    approvalLevels: 1 | 2;
    schoolZone: 'A';
    noticeDays: number;
    presenceRefuses: boolean;
    cetIsPaid: boolean;
    colleaguesSee: 'team' | 'body';
  };
  teams: readonly { name: string; minimum: number; managers: readonly string[] }[];
  agents: readonly InventedAgent[];
};

const day = (morning: number, afternoon: number): number[] => [morning, afternoon];
const OFF = day(0, 0);
const weekOf = (...days: number[][]): number[] => [...days, ...Array<number[]>(7).fill(OFF)].slice(0, 7).flat();
const same = (times: number, morning: number, afternoon: number): number[][] => Array.from({ length: times }, () => day(morning, afternoon));
const whole = (terms: Pattern, over: Partial<NewWorkingTime> = {}): NewWorkingTime => ({ terms, percent: 100, fullTimeMinutes: 2100, ...over });

export const cycles = {
  '35 h': whole([weekOf(...same(5, 210, 210))]),
  '37 h': whole([weekOf(...same(5, 222, 222))], { fullTimeMinutes: 2220 }),
  '39 h': whole([weekOf(...same(5, 234, 234))], { fullTimeMinutes: 2340 }),
  '80 %, sans le mercredi': whole([weekOf(day(234, 234), day(234, 234), OFF, day(234, 234), day(234, 234))], { percent: 80, fullTimeMinutes: 2340 }),
  'une semaine sur deux de quatre jours': whole([weekOf(...same(5, 216, 216)), weekOf(...same(4, 240, 240))], { fullTimeMinutes: 2100 }),
  'mi-temps': whole([weekOf(day(210, 210), day(210, 210), day(210, 0))], { percent: 50 }),
  'lundi et mardi': whole([weekOf(day(240, 180), day(240, 180))], { percent: 40 }),
  mercredi: whole([weekOf(OFF, OFF, day(240, 180))], { percent: 20 }),
  'jeudi et vendredi': whole([weekOf(OFF, OFF, OFF, day(240, 180), day(240, 180))], { percent: 40 }),
  // Works more in term, cleans for some days of the holidays: paid the same each month.
  'école, annualisé': whole([weekOf(day(270, 240), day(270, 240), OFF, day(270, 240), day(270, 240))], {
    breaks: [weekOf(day(180, 0), day(180, 0))],
  }),
} as const;

const agents = (text: string): InventedAgent[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [familyName = '', givenName = '', team = '', status = '', category = '', cycle = '', since = ''] = line
        .split(';')
        .map((cell) => cell.trim());
      // A word that is none of these makes the database refuse the line.
      return {
        familyName,
        givenName,
        team,
        status: status as Status,
        category: category as Category,
        cycle: cycle as keyof typeof cycles,
        since: Number(since),
      };
    });

const COTEAUX = agents(`
Gabare;Camille;Direction générale;titulaire;A;39 h;8
Tauzin;Élie;Direction générale;titulaire;C;37 h;5
Aubier;Basile;Finances;titulaire;A;39 h;5
Chardon;Iris;Finances;contractuel;B;39 h;4
Cassis;Blanche;Finances;titulaire;C;37 h;12
Amandier;Joris;Finances;stagiaire;C;37 h;1
Lierre;Gaspard;Ressources humaines;titulaire;A;39 h;7
Sureau;Ines;Ressources humaines;titulaire;B;80 %, sans le mercredi;3
Églantier;Rose;Ressources humaines;contractuel;C;37 h;2
Fusain;Côme;Services techniques;titulaire;A;39 h;8
Charme;Aurèle;Services techniques;titulaire;C;35 h;14
Houx;Bastien;Services techniques;titulaire;C;35 h;9
Prunier;Cyr;Services techniques;titulaire;C;35 h;21
Saule;Denis;Services techniques;contractuel;C;35 h;3
Orme;Eudes;Services techniques;titulaire;C;35 h;6
Tremble;Florent;Services techniques;titulaire;C;35 h;11
Acacia;Gildas;Services techniques;stagiaire;C;35 h;1
Alisier;Hippolyte;Services techniques;titulaire;C;une semaine sur deux de quatre jours;4
Noisetier;Salomé;Urbanisme;titulaire;B;39 h;6
Cormier;Ida;Urbanisme;titulaire;B;37 h;10
Néflier;Joachim;Urbanisme;contractuel;A;39 h;2
Mûrier;Lison;Urbanisme;titulaire;C;mi-temps;7
Bouleau;Maëlle;Petite enfance;titulaire;A;37 h;9
Frêne;Nine;Petite enfance;titulaire;B;35 h;5
Érable;Odile;Petite enfance;titulaire;C;35 h;13
Pommier;Perrine;Petite enfance;titulaire;C;35 h;8
Cerisier;Quitterie;Petite enfance;contractuel;C;80 %, sans le mercredi;2
Figuier;Romane;Petite enfance;titulaire;C;35 h;6
Olivier;Suzon;Petite enfance;titulaire;C;35 h;4
Tilleul;Thaïs;Petite enfance;stagiaire;C;35 h;1
Myrte;Ulysse;Petite enfance;titulaire;C;mi-temps;3
Platane;Victoire;Accueil et communication;titulaire;B;37 h;9
Genévrier;Wandrille;Accueil et communication;contractuel;B;37 h;3
Buis;Xavière;Accueil et communication;titulaire;C;37 h;15
Sorbier;Yolande;Accueil et communication;titulaire;C;80 %, sans le mercredi;18
Cyprès;Zélie;Accueil et communication;prive;C;35 h;1`);

const TRESSES = agents(`
Verdier;Olympe;Direction générale;titulaire;A;39 h;9
Pergola;Morgan;Direction générale;titulaire;B;37 h;3
Cépage;Marin;Accueil et état civil;titulaire;C;37 h;5
Tonnelle;Agathe;Accueil et état civil;titulaire;C;37 h;4
Osier;Bérénice;Accueil et état civil;contractuel;C;mi-temps;2
Merrain;Anselme;Écoles et restauration;titulaire;B;37 h;6
Douelle;Capucine;Écoles et restauration;titulaire;C;école, annualisé;8
Barrique;Delphin;Écoles et restauration;titulaire;C;école, annualisé;3
Sarment;Eulalie;Écoles et restauration;contractuel;C;école, annualisé;2
Serpette;Félix;Services techniques;titulaire;C;35 h;11
Pressoir;Gabin;Services techniques;titulaire;C;35 h;7
Échalas;Hector;Services techniques;titulaire;C;35 h;4`);

const one = { approvalLevels: 1, schoolZone: 'A', noticeDays: 7, presenceRefuses: false, cetIsPaid: false, colleaguesSee: 'body' } as const;

/** A communauté de communes, a commune of a dozen agents, and three small ones that share their secretary. */
export const inventedBodies: readonly InventedBody[] = [
  {
    slug: 'cc-les-coteaux-bordelais-243301355',
    settings: { ...one, approvalLevels: 2, noticeDays: 15, cetIsPaid: true, colleaguesSee: 'team' },
    teams: [
      { name: 'Direction générale', minimum: 1, managers: ['Camille Gabare'] },
      { name: 'Finances', minimum: 2, managers: ['Basile Aubier'] },
      { name: 'Ressources humaines', minimum: 1, managers: ['Gaspard Lierre'] },
      { name: 'Services techniques', minimum: 4, managers: ['Côme Fusain'] },
      { name: 'Urbanisme', minimum: 1, managers: ['Salomé Noisetier'] },
      { name: 'Petite enfance', minimum: 5, managers: ['Maëlle Bouleau'] },
      { name: 'Accueil et communication', minimum: 2, managers: ['Victoire Platane'] },
    ],
    agents: COTEAUX,
  },
  {
    slug: 'tresses-33535',
    settings: one,
    teams: [
      { name: 'Direction générale', minimum: 1, managers: ['Olympe Verdier'] },
      { name: 'Accueil et état civil', minimum: 1, managers: ['Olympe Verdier'] },
      { name: 'Écoles et restauration', minimum: 2, managers: ['Anselme Merrain'] },
      { name: 'Services techniques', minimum: 1, managers: ['Olympe Verdier'] },
    ],
    agents: TRESSES,
  },
  {
    slug: 'bonnetan-33061',
    settings: one,
    teams: [{ name: 'Mairie', minimum: 1, managers: ['Dominique Lavoir'] }],
    agents: agents(`
Lavoir;Dominique;Mairie;titulaire;B;lundi et mardi;6
Coquelicot;Ange;Mairie;titulaire;C;35 h;4
Garance;Côme;Mairie;titulaire;C;35 h;10
Pervenche;Lila;Mairie;contractuel;C;école, annualisé;5`),
  },
  {
    slug: 'camarsac-33083',
    settings: one,
    teams: [{ name: 'Mairie', minimum: 0, managers: [] }],
    agents: agents(`
Lavoir;Dominique;Mairie;titulaire;B;mercredi;4
Millepertuis;Abel;Mairie;titulaire;C;35 h;7
Valériane;Nour;Mairie;titulaire;C;école, annualisé;3`),
  },
  {
    slug: 'croignon-33141',
    settings: one,
    teams: [{ name: 'Mairie', minimum: 0, managers: [] }],
    agents: agents(`
Lavoir;Dominique;Mairie;titulaire;B;jeudi et vendredi;5
Bourrache;Siméon;Mairie;titulaire;C;mi-temps;12
Centaurée;Alma;Mairie;contractuel;C;école, annualisé;2`),
  },
];
