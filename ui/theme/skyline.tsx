// SPDX-License-Identifier: EUPL-1.2

/** One belfry over many roofs: what the house is for. Decorative. */
export function Skyline({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 720 360" preserveAspectRatio="xMidYMax slice" fill="none" aria-hidden focusable="false">
      <path
        d="M0 360V292h36l24-26 24 26v-22h40l30-32 30 32h22v-30h18l20-26 20 26h10v48h28l26-28 26 28h30v-30h44l30-34 30 34h26v26h34l26-28 26 28h30v-18h44l26-26v114Z"
        fill="var(--tower-raised)"
      />
      <path
        d="M0 360v-44h52l26-24 26 24h40v-14h34l28-28 28 28h46v22h112l28-26 28 26h30v-20h38l32-30 32 30h44v18h56l24-22 24 22h22v38Z"
        fill="var(--tower-line)"
        opacity=".55"
      />
      <path
        d="m360 22 34 58v18h8v20h10v20h-8v222h-26v-34a18 18 0 0 0-36 0v34h-26V138h-8v-20h10V98h8V80l34-58Zm-22 136v34h44v-34a22 22 0 0 0-44 0Zm6 62v28h12v-28Zm20 0v28h12v-28Z"
        fill="var(--tower-soft)"
        fillRule="evenodd"
        opacity=".92"
      />
      <path d="M360 142c9 0 14 6.5 14 16 0 8 2 12 6 15v3h-40v-3c4-3 6-7 6-15 0-9.5 5-16 14-16Zm-5 37h10a5 5 0 0 1-10 0Z" fill="var(--bell)" />
      <path d="M360 6v18" stroke="var(--bell)" strokeWidth="3" strokeLinecap="round" />
      <path
        d="M306 150c-16 10-16 22 0 32M414 150c16 10 16 22 0 32M288 140c-26 16-26 36 0 52M432 140c26 16 26 36 0 52"
        stroke="var(--bell)"
        strokeWidth="2.5"
        strokeLinecap="round"
        opacity=".55"
      />
    </svg>
  );
}
