// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { bodyHistory } from '../../contract.ts';
import { BodyStory } from './body-story.tsx';

/** What became of a body that the operator serves, and what it had on any day. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const id = params['body'] ?? '';
  const { data } = useEndpoint(bodyHistory, { bodyId: id });
  const at = `/o/${organisation.slug}/adhesions`;
  const trail = may('adhesions.follow') ? [{ label: 'Membres à une date', href: `${at}/membres` }] : [];
  return (
    <>
      <PageHeader
        title={data ? data.name : 'Collectivité'}
        tab={data ? `Adhésions de ${data.name}` : 'Adhésions'}
        lead="Ses adhésions et ses conventions, telles qu’elles étaient à chaque date."
        trail={trail}
      />
      <BodyStory bodyId={id} conventionsAt={`${at}/conventions`} />
    </>
  );
}
