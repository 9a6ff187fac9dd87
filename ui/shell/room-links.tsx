// SPDX-License-Identifier: EUPL-1.2
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { HouseLink } from './house-link.tsx';
import type { Entry, RoomEntries } from './rooms.ts';
import classes from './tower.module.css';

/** One room in the tower: a link when it has one page to offer, else a heading that opens on its pages. */
export function RoomLinks({ room, label, entries, current }: RoomEntries & { current: Entry | null }) {
  const holdsCurrent = entries.some((entry) => entry.href === current?.href);
  const [choice, setChoice] = useState<boolean | null>(null);
  const isOpen = choice ?? holdsCurrent;
  const id = useId();
  const [only] = entries;
  if (only && entries.length === 1) return <Place entry={only} current={current} withIcon />;
  const Icon = room.icon;
  return (
    <li>
      <button type="button" className={classes.link} aria-expanded={isOpen} aria-controls={id} onClick={() => setChoice(!isOpen)}>
        <Icon size={20} stroke={1.6} aria-hidden />
        <span>{label}</span>
        <IconChevronRight size={16} aria-hidden className={classes.turn} data-open={isOpen || undefined} />
      </button>
      <ul id={id} className={classes.pages} hidden={!isOpen}>
        {entries.map((entry) => (
          <Place key={entry.href} entry={entry} current={current} />
        ))}
      </ul>
    </li>
  );
}

function Place({ entry, current, withIcon = false }: { entry: Entry; current: Entry | null; withIcon?: boolean }) {
  const Icon = entry.icon;
  return (
    <li>
      <HouseLink className={classes.link} href={entry.href} aria-current={entry.href === current?.href ? 'page' : undefined}>
        {withIcon && <Icon size={20} stroke={1.6} aria-hidden />}
        <span>{entry.label}</span>
      </HouseLink>
    </li>
  );
}
