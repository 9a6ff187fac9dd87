// SPDX-License-Identifier: EUPL-1.2
import { PageTabs } from '#ui/parts/page-tabs.tsx';
import { usePlace } from '#ui/shell/place.ts';

/** The pages of the room that this person may open. */
export function RoomTabs() {
  const { organisation, may } = usePlace();
  const at = `/o/${organisation.slug}/rapports`;
  const tabs = [
    { href: at, label: 'Nos rapports' },
    { href: `${at}/apercu`, label: 'Cette semaine' },
    // A commune has no members to read of, whatever its administrator may.
    ...(may('reports.read-territory') && organisation.kind !== 'commune' ? [{ href: `${at}/territoire`, label: 'Territoire' }] : []),
    ...(may('reports.set-up') ? [{ href: `${at}/reglages`, label: 'Destinataires' }] : []),
  ];
  return <PageTabs label="Rapport hebdomadaire" tabs={tabs} />;
}
