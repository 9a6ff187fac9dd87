// SPDX-License-Identifier: EUPL-1.2
import { HouseLink } from '#ui/shell/house-link.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { managePages } from './manage-pages.ts';
import classes from './manage.module.css';

/** The tabs of the room and, below, the pages of whoever manages leave. */
export function ManageTabs() {
  const { organisation } = usePlace();
  const { pathname } = useAddress();
  const at = `/o/${organisation.slug}/conges`;
  return (
    <>
      <RoomTabs />
      <nav aria-label="Gestion des congés" data-no-print>
        <ul className={classes.pages}>
          {managePages.map(({ path, label }) => {
            const href = at + path;
            const isHere = pathname === href || pathname.startsWith(`${href}/`);
            return (
              <li key={path}>
                <HouseLink href={href} aria-current={isHere ? 'page' : undefined}>
                  {label}
                </HouseLink>
              </li>
            );
          })}
        </ul>
      </nav>
    </>
  );
}
