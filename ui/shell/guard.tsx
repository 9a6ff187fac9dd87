// SPDX-License-Identifier: EUPL-1.2
import { type ComponentType, Suspense } from 'react';
import { Forbidden } from '../states/forbidden.tsx';
import { PageSkeleton } from '../states/page-skeleton.tsx';
import { usePlace, usePlaceSlug } from './place.ts';

/** Shows a screen to those whom its permission lets in; the server refuses the others whatever happens here. */
export function Guard({ permission, screen: Screen }: { permission: string; screen: ComponentType }) {
  const { may } = usePlace();
  const slug = usePlaceSlug();
  if (permission !== 'signed-in' && !may(permission)) return <Forbidden />;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Screen key={slug} />
    </Suspense>
  );
}
