// SPDX-License-Identifier: EUPL-1.2
import type { MandateOfMe, Me } from '../session/me.ts';
import { bodiesMatching, kindLabel, plain } from './bodies.ts';
import { commandsFor, type LoadedRoom } from './rooms.ts';

export type Hit = { title: string; detail: string; href: string; source: string };
export type Choice = { key: string; group: string; label: string; detail: string; href: string };

type Asked = {
  rooms: readonly LoadedRoom[];
  me: Me;
  mandate: MandateOfMe | null;
  words: string;
  hits: readonly Hit[];
  /** Bodies of this name that are reached by delegation. */
  delegated?: readonly MandateOfMe['organisation'][];
};

const MOST_BODIES = 6;
/** The page of a room that lists every result, where there is one. */
const SEARCH = '/recherche';

/** What the palette offers for these words: screens and verbs of the body, then bodies, then what the server found. */
export function choicesFor({ rooms, me, mandate, words, hits, delegated = [] }: Asked): readonly Choice[] {
  const asked = plain(words).split(' ').filter(Boolean);
  const screens = commandsFor(rooms, mandate).filter(({ label, room, keywords = [] }) => {
    const text = plain([label, room, ...keywords].join(' '));
    return asked.every((word) => text.includes(word));
  });
  const bodies = bodiesMatching(me.mandates, words);
  return [
    ...screens.map((one) => ({
      key: `screen ${one.href} ${one.label}`,
      group: mandate?.organisation.name ?? 'Écrans',
      label: one.label,
      detail: one.room,
      href: one.href,
    })),
    ...bodies.slice(0, MOST_BODIES).map(({ organisation }) => ({
      key: `body ${organisation.id}`,
      group: 'Collectivités',
      label: organisation.name,
      detail: kindLabel(organisation.kind),
      href: `/o/${organisation.slug}`,
    })),
    ...delegated
      .filter(({ id }) => !me.mandates.some(({ organisation }) => organisation.id === id))
      .slice(0, MOST_BODIES)
      .map((organisation) => ({
        key: `delegated ${organisation.id}`,
        group: 'Collectivités par délégation',
        label: organisation.name,
        detail: kindLabel(organisation.kind),
        href: `/o/${organisation.slug}`,
      })),
    ...hits.map((hit, index) => ({ key: `hit ${index} ${hit.href}`, group: hit.source, label: hit.title, detail: hit.detail, href: hit.href })),
    ...(asked.length > 0 && rooms.some(({ pages }) => pages.some(({ path }) => path === SEARCH))
      ? [
          {
            key: 'all',
            group: 'Recherche',
            label: `Tous les résultats pour « ${words.trim()} »`,
            detail: '',
            href: `${SEARCH}?q=${encodeURIComponent(words.trim())}`,
          },
        ]
      : []),
  ];
}
