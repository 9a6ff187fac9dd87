// SPDX-License-Identifier: EUPL-1.2
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { BodyStory } from './body-story.tsx';

/** What became of the body's own adhesion, and what it had on any day. */
export function Page() {
  const { organisation } = usePlace();
  const at = `/o/${organisation.slug}/mon-adhesion`;
  return (
    <>
      <PageHeader
        title="Histoire de mon adhésion"
        lead="Ce que vous aviez à chaque date, et ce qui a changé depuis votre première convention."
        trail={[{ label: 'Mon adhésion', href: at }]}
      />
      <BodyStory bodyId={organisation.id} conventionsAt={`${at}/conventions`} />
    </>
  );
}
