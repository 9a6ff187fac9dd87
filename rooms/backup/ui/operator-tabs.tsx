// SPDX-License-Identifier: EUPL-1.2
import { PageTabs } from '#ui/parts/page-tabs.tsx';
import { usePlace } from '#ui/shell/place.ts';

/** The pages of the operator: every body that it keeps. */
export function OperatorTabs({ signs }: { signs?: number | undefined }) {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/sauvegardes-du-territoire`;
  const tabs = [
    { href: at, label: 'Collectivités' },
    { href: `${at}/signes`, label: signs ? `Signes à regarder (${signs})` : 'Signes à regarder' },
    { href: `${at}/restaurations`, label: 'Restaurations' },
  ];
  return <PageTabs label="Sauvegardes du territoire" tabs={tabs} />;
}
