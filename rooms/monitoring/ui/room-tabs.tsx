// SPDX-License-Identifier: EUPL-1.2
import { PageTabs } from '#ui/parts/page-tabs.tsx';
import { usePlace } from '#ui/shell/place.ts';

/** The pages of the room that this person may open. */
export function RoomTabs() {
  const { organisation, may } = usePlace();
  const at = `/o/${organisation.slug}/surveillance`;
  const tabs = [
    { href: at, label: 'Vue d’ensemble' },
    { href: `${at}/incidents`, label: 'Incidents' },
    { href: `${at}/sondes`, label: 'Sondes' },
    { href: `${at}/echeances`, label: 'Échéances' },
    { href: `${at}/machines`, label: 'Machines' },
    { href: `${at}/travaux`, label: 'Travaux' },
    ...(may('monitoring.set-up') ? [{ href: `${at}/reglages`, label: 'Réglages' }] : []),
  ];
  return <PageTabs label="Surveillance" tabs={tabs} />;
}
