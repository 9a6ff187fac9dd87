// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageTabs } from '#ui/parts/page-tabs.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { readMyLeave } from '../contract.ts';
import { managePages } from './manage/manage-pages.ts';

/** The pages of the room that this person may open; below, those of whoever manages leave, while on one of them. */
export function RoomTabs() {
  const { organisation, may } = usePlace();
  const { pathname } = useAddress();
  const { data } = useEndpoint(readMyLeave, {});
  const at = `/o/${organisation.slug}/conges`;
  const answers = data && (data.answersTeams || data.toAnswer > 0);
  const tabs = [
    { href: at, label: 'Mes congés' },
    ...(answers ? [{ href: `${at}/a-repondre`, label: data.toAnswer > 0 ? `À répondre (${data.toAnswer})` : 'À répondre' }] : []),
    { href: `${at}/planning`, label: 'Planning' },
    { href: `${at}/presence`, label: 'Présents du jour' },
    ...(data?.agent ? [{ href: `${at}/annee`, label: 'Mon année' }] : []),
    ...(data?.agent || answers || may('leave.decide') ? [{ href: `${at}/heures`, label: 'Heures à récupérer' }] : []),
    ...(may('leave.manage') ? [{ href: `${at}/gestion`, label: 'Gestion' }] : []),
  ];
  const isAt = (path: string): boolean => pathname === at + path || pathname.startsWith(`${at}${path}/`);
  const isManaging = managePages.some(({ path }) => isAt(path));
  return (
    <>
      <PageTabs
        label="Congés et absences"
        tabs={tabs.map((tab) => ({ ...tab, isHere: pathname === tab.href || (isManaging && tab.href === `${at}/gestion`) }))}
      />
      {isManaging && (
        <PageTabs
          label="Gestion des congés"
          look="pills"
          tabs={managePages.map(({ path, label }) => ({ href: at + path, label, isHere: isAt(path) }))}
        />
      )}
    </>
  );
}
