// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import classes from './monitoring.module.css';

/** The pages of the room that this person may open. */
export function RoomTabs() {
  const { organisation, may } = usePlace();
  const { pathname } = useAddress();
  const at = `/o/${organisation.slug}/surveillance`;
  const tabs = [
    { href: at, label: 'Vue d’ensemble' },
    { href: `${at}/incidents`, label: 'Incidents' },
    { href: `${at}/sondes`, label: 'Sondes' },
    { href: `${at}/machines`, label: 'Machines' },
    { href: `${at}/travaux`, label: 'Travaux' },
    ...(may('monitoring.set-up') ? [{ href: `${at}/reglages`, label: 'Réglages' }] : []),
  ];
  return (
    <nav aria-label="Surveillance" data-no-print>
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
