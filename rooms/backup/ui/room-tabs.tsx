// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import classes from './backup.module.css';

/** The pages of the room in a body. */
export function RoomTabs() {
  const { organisation } = usePlace();
  const { pathname } = useAddress();
  const at = `/o/${organisation.slug}/sauvegardes`;
  const tabs = [
    { href: at, label: 'Machines' },
    { href: `${at}/plan`, label: 'Plan' },
    { href: `${at}/essais`, label: 'Restaurations' },
    { href: `${at}/mots-de-passe`, label: 'Mots de passe' },
    { href: `${at}/maintenances`, label: 'Maintenances' },
  ];
  return (
    <nav aria-label="Sauvegardes" data-no-print>
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
