// SPDX-License-Identifier: EUPL-1.2
/** Usual weeks, in minutes of each half-day from Monday morning: what a body begins from and edits. */
export type Week = readonly number[];
export type WorkingTime = { terms: readonly Week[]; breaks: readonly Week[] | null; percent: number; fullTimeMinutes: number };

const legalWeek = 2100;
const MONDAY_TO_FRIDAY = [0, 1, 2, 3, 4];
const ALL_BUT_WEDNESDAY = [0, 1, 3, 4];

const days = (morning: number, afternoon: number, worked: readonly number[]): Week =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((day) => (worked.includes(day) ? [morning, afternoon] : [0, 0]));

const time = (week: Week, more: Partial<WorkingTime> = {}): WorkingTime => ({
  terms: [week],
  breaks: null,
  percent: 100,
  fullTimeMinutes: legalWeek,
  ...more,
});

export const templates = [
  { label: '35 h sur 5 jours', time: time(days(210, 210, MONDAY_TO_FRIDAY)) },
  { label: '37 h 30 sur 5 jours, avec RTT', time: time(days(225, 225, MONDAY_TO_FRIDAY), { fullTimeMinutes: 2250 }) },
  { label: '39 h sur 5 jours, avec RTT', time: time(days(234, 234, MONDAY_TO_FRIDAY), { fullTimeMinutes: 2340 }) },
  { label: '35 h sur 4 jours', time: time(days(262, 263, [0, 1, 2, 3])) },
  { label: '35 h sur 4 jours et demi, vendredi après-midi libre', time: time([...days(235, 235, [0, 1, 2, 3]).slice(0, 8), 220, 0, 0, 0, 0, 0]) },
  { label: 'Temps partiel à 80 %, mercredi libre', time: time(days(210, 210, ALL_BUT_WEDNESDAY), { percent: 80 }) },
  { label: 'Temps partiel à 50 %, tous les matins', time: time(days(210, 0, MONDAY_TO_FRIDAY), { percent: 50 }) },
  { label: 'Temps non complet : 17 h 30, tous les matins', time: time(days(210, 0, MONDAY_TO_FRIDAY)) },
  { label: 'Temps non complet : 14 h sur 2 jours', time: time(days(210, 210, [0, 3])) },
  { label: 'ATSEM : quatre jours d’école, repos aux vacances', time: time(days(270, 270, ALL_BUT_WEDNESDAY), { breaks: [days(0, 0, [])] }) },
  {
    label: 'Une semaine sur deux : 39 h puis 31 h',
    time: time([], { terms: [days(234, 234, MONDAY_TO_FRIDAY), [...days(234, 234, [0, 1, 2, 3]).slice(0, 6), 228, 228, 0, 0, 0, 0, 0, 0]] }),
  },
] as const satisfies readonly { label: string; time: WorkingTime }[];

/** Minutes of a week. */
export function minutesOf(week: Week): number {
  return week.reduce((sum, minutes) => sum + minutes, 0);
}

/** The same, as the contract takes it. */
export function mutable({ terms, breaks, percent, fullTimeMinutes }: WorkingTime) {
  return { terms: terms.map((week) => [...week]), breaks: breaks?.map((week) => [...week]) ?? null, percent, fullTimeMinutes };
}

/** « 3:30 » or « 3,5 » → 210; null when it is no length of a half-day. */
export function readHalf(text: string, most = 720): number | null {
  const typed = text.trim();
  if (typed === '') return 0;
  const clock = /^(\d{1,2})\s*[h:]\s*(\d{0,2})$/i.exec(typed);
  const minutes = clock ? Number(clock[1]) * 60 + Number(clock[2] || 0) : Number(typed.replace(',', '.')) * 60;
  return Number.isFinite(minutes) && minutes >= 0 && minutes <= most ? Math.round(minutes) : null;
}

/** 210 → « 3 h 30 », empty for a half-day that is not worked. */
export function sayHalf(minutes: number): string {
  if (minutes === 0) return '';
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${String(minutes % 60).padStart(2, '0')}` : ''}`;
}

/** « 35 h par semaine sur 5 jours », « cycle de 2 semaines, 35 h en moyenne ». */
export function sayTime({ terms, breaks, percent }: WorkingTime): string {
  const average = Math.round(terms.reduce((sum, week) => sum + minutesOf(week), 0) / terms.length);
  const worked = terms.flat().filter((minutes) => minutes > 0).length / 2 / terms.length;
  const hours = sayHalf(average) || '0 h';
  const weeks = terms.length > 1 ? `cycle de ${terms.length} semaines, ${hours} et ` : `${hours} par semaine, `;
  return [
    `${weeks}${worked.toLocaleString('fr-FR')} jour${worked >= 2 ? 's' : ''}${terms.length > 1 ? ' par semaine en moyenne' : ''}`,
    percent < 100 ? `temps partiel à ${percent} %` : null,
    breaks ? 'suit le calendrier scolaire' : null,
  ]
    .filter(Boolean)
    .join(', ');
}
