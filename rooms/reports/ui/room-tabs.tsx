// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import classes from './reports.module.css';

/** The pages of the room that this person may open. */
export function RoomTabs() {
  const { organisation, may } = usePlace();
  const { pathname } = useAddress();
  const at = `/o/${organisation.slug}/rapports`;
  const tabs = [
    { href: at, label: 'Nos rapports' },
    { href: `${at}/apercu`, label: 'Cette semaine' },
    // A commune has no members to read of, whatever its administrator may.
    ...(may('reports.read-territory') && organisation.kind !== 'commune' ? [{ href: `${at}/territoire`, label: 'Territoire' }] : []),
    ...(may('reports.set-up') ? [{ href: `${at}/reglages`, label: 'Destinataires' }] : []),
  ];
  return (
    <nav aria-label="Rapport hebdomadaire" data-no-print>
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
