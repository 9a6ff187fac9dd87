// SPDX-License-Identifier: EUPL-1.2
import { PageHeader } from '../../shell/page-header.tsx';
/** x */
export function Page() {
  return <PageHeader title="Essai" />;
}
