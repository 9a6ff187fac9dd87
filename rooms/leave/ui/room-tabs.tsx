// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { readMyLeave } from '../contract.ts';
import classes from './leave.module.css';

/** The pages of the room that this person may open. */
export function RoomTabs() {
  const { organisation } = usePlace();
  const { pathname } = useAddress();
  const { data } = useEndpoint(readMyLeave, {});
  const at = `/o/${organisation.slug}/conges`;
  const tabs = [
    { href: at, label: 'Mes congés' },
    ...(data && (data.answersTeams || data.toAnswer > 0)
      ? [{ href: `${at}/a-repondre`, label: data.toAnswer > 0 ? `À répondre (${data.toAnswer})` : 'À répondre' }]
      : []),
    { href: `${at}/planning`, label: 'Planning' },
    ...(data?.agent ? [{ href: `${at}/annee`, label: 'Mon année' }] : []),
  ];
  return (
    <nav aria-label="Congés et absences" data-no-print>
      <ul className={classes.tabs}>
        {tabs.map(({ href, label }) => (
          <li key={href}>
            <HouseLink href={href} aria-current={pathname === href ? 'page' : undefined}>
              {label}
            </HouseLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
