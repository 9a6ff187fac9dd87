// SPDX-License-Identifier: EUPL-1.2
import { NoticePage } from './notice-page.tsx';
import { accessibilityStatement } from './notices.ts';

/** What works, what does not, whom to tell. */
export function Page() {
  return <NoticePage write={accessibilityStatement} />;
}
