// SPDX-License-Identifier: EUPL-1.2
import { IconFileText } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayOf, instant, relativeDay } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { listNotices } from '#rooms/people/contract.ts';
import { readBanners } from '../contract.ts';
import type { Home } from './home-words.ts';
import classes from './home.module.css';

const NOTICES = 4;

/** What is announced, in force or over since three days at most. */
export function News({ slug }: { slug: string | null }) {
  const { data } = useEndpoint(readBanners, {});
  const rows = (data?.rows ?? []).filter(({ bodies }) => slug === null || bodies.some((body) => body.slug === slug));
  if (rows.length === 0) return null;
  return (
    <section className={classes.section} id="annonces" aria-labelledby="annonces-titre">
      <h2 id="annonces-titre">Annonces</h2>
      <ul className={classes.news}>
        {rows.map((row) => (
          <li key={row.id} data-severity={row.endedAt === null ? row.severity : 'over'}>
            <p className={classes.severity}>
              {row.endedAt === null ? severityWords[row.severity] : `${severityWords[row.severity]}, terminé`}
              <span className="quiet"> · {relativeDay(dayOf(row.from))}</span>
            </p>
            <details>
              <summary>{row.title}</summary>
              {slug === null && <p className="quiet">{row.bodies.map(({ name }) => name).join(', ')}</p>}
              {row.says && <p className={classes.says}>{row.says}</p>}
              {row.updates.map((update) => (
                <p key={update.at + update.says} className={classes.says}>
                  <strong>{instant(update.at)}</strong> : {update.says}
                </p>
              ))}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

const severityWords = { info: 'Information', maintenance: 'Maintenance', incident: 'Incident' } as const;

/** The latest unread notices, kept true by the bell. */
export function Notices() {
  const { data } = useEndpoint(listNotices, { from: 0, most: NOTICES });
  const unread = data?.rows.filter(({ isRead }) => !isRead) ?? [];
  if (unread.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="notifications">
      <div className={classes.sectionHead}>
        <h2 id="notifications">Notifications</h2>
        <HouseLink href="/notifications" className={classes.seeAll}>
          Tout voir
        </HouseLink>
      </div>
      <ul className={classes.lines}>
        {unread.map(({ id, title, href, createdAt }) => (
          <li key={id}>
            <HouseLink href={href}>{title}</HouseLink>
            <small>{relativeDay(dayOf(createdAt))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the person was last concerned with. */
export function Recents({ home }: { home: Home }) {
  if (home.recents.length === 0) return null;
  const names = new Map(home.organisations.map(({ id, name }) => [id, name]));
  const isShared = home.organisations.length > 1;
  return (
    <section className={classes.section} aria-labelledby="recents">
      <h2 id="recents">Documents récents</h2>
      <ul className={classes.lines}>
        {home.recents.map((one) => (
          <li key={one.href} className={classes.recent}>
            <IconFileText size={20} stroke={1.6} aria-hidden />
            <span>
              <HouseLink href={one.href}>{one.title}</HouseLink>
              <small>{[isShared && names.get(one.organisationId), one.detail, relativeDay(dayOf(one.at))].filter(Boolean).join(' · ')}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
