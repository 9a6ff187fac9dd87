// SPDX-License-Identifier: EUPL-1.2
import { PageTabs } from '#ui/parts/page-tabs.tsx';
import { usePlace } from '#ui/shell/place.ts';

/** The pages of the room in a body. */
export function RoomTabs() {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/sauvegardes`;
  const tabs = [
    { href: at, label: 'Machines' },
    { href: `${at}/plan`, label: 'Plan' },
    { href: `${at}/essais`, label: 'Restaurations' },
    { href: `${at}/mots-de-passe`, label: 'Mots de passe' },
    { href: `${at}/maintenances`, label: 'Maintenances' },
  ];
  return <PageTabs label="Sauvegardes" tabs={tabs} />;
}
