// SPDX-License-Identifier: EUPL-1.2
import { Skeleton, VisuallyHidden } from '@mantine/core';

/** The shape of a page that is on its way. */
export function PageSkeleton() {
  return (
    <div aria-busy>
      <VisuallyHidden role="status">Chargement de la page</VisuallyHidden>
      <Skeleton height={32} width="min(22rem, 70%)" mb="xl" />
      <Lines count={6} />
    </div>
  );
}

/** The shape of a list that is on its way. */
export function Lines({ count }: { count: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={20} mb="md" width={`${96 - ((index * 17) % 30)}%`} />
      ))}
    </div>
  );
}
