// SPDX-License-Identifier: EUPL-1.2
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { TabRow } from '../tab-row.tsx';
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
      <TabRow
        label="Gestion des congés"
        className={classes.pages}
        tabs={managePages.map(({ path, label }) => ({
          href: at + path,
          label,
          isHere: pathname === at + path || pathname.startsWith(`${at}${path}/`),
        }))}
      />
    </>
  );
}
