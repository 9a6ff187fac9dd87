// SPDX-License-Identifier: EUPL-1.2
import { useParams } from '@tanstack/react-router';

/** The slug of the body in the address, or null outside a body. */
export function usePlaceSlug(): string | null {
  const params = useParams({ strict: false });
  return params.organisation ?? null;
}
