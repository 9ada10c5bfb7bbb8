import {
  describeAssetCall,
  describeUseCall,
  returnAssetCall,
  withdrawAssetCall,
} from '../../server/assets/edit.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import type { Asset } from './asset-page.ts';

/** Leaves out what nobody has told, as forms and bodies want it. */
function known<Values extends object>(values: Values): { [Name in keyof Values]?: NonNullable<Values[Name]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as never;
}

/** What a survey saw of an asset's use. */
type UseSeen = Pick<Asset['own'], 'currentUse' | 'currentUserName'>;

/** With `seen` the form opens with what a survey saw, to be looked at and recorded. */
export function UseButton({
  asset: { id, revision, own },
  verb,
  seen,
}: {
  asset: Asset;
  verb?: string;
  seen?: UseSeen;
}) {
  const { t } = useSpeech();
  const { currentUse, currentUserName } = seen ?? own;
  const { usedUntil, upkeepYearIdr, fairRentYearIdr, fairRentBasis, isDivisible } = own;
  return (
    <RecordButton
      call={describeUseCall}
      verb={verb ?? t('assets.use.verb')}
      params={{ id }}
      start={{
        ...{ revision, currentUse, isDivisible },
        ...known({
          currentUserName,
          usedUntil: seen === undefined || currentUse === own.currentUse ? usedUntil : null,
          upkeepYearIdr,
          fairRentYearIdr,
          fairRentBasis,
        }),
      }}
      ask={[
        ...(['currentUse', 'currentUserName', 'usedUntil', 'upkeepYearIdr'] as const),
        ...(['fairRentYearIdr', 'fairRentBasis', 'isDivisible'] as const),
      ]}
      refusedAt={{ 'assets/term-without-use': '/usedUntil', 'assets/rent-without-basis': '/fairRentBasis' }}
    />
  );
}

export function WithdrawButton({ asset: { id, revision } }: { asset: Asset }) {
  const { t } = useSpeech();
  return (
    <RecordButton
      call={withdrawAssetCall}
      verb={t('assets.withdraw')}
      params={{ id }}
      start={{ revision }}
      ask={['on', 'reason']}
      refusedAt={{ 'assets/in-future': '/on' }}
    />
  );
}

export function ReturnButton({ asset: { id, revision } }: { asset: Asset }) {
  const { t } = useSpeech();
  return (
    <RecordButton
      call={returnAssetCall}
      verb={t('assets.return')}
      params={{ id }}
      start={{ revision }}
      ask={['reason']}
    />
  );
}

export function DescribeButton({ asset }: { asset: Asset }) {
  const { t } = useSpeech();
  const { id, revision, legal, object, ownerName } = asset;
  const areaDm2 = object === 'building' ? legal.floorAreaDm2 : legal.landAreaDm2;
  return (
    <RecordButton
      call={describeAssetCall}
      verb={t('assets.describe')}
      params={{ id }}
      start={{
        ...{ revision, name: legal.name },
        ...known({
          ...{ ownerName, address: legal.address, areaM2: areaDm2 === null ? null : Math.round(areaDm2 / 100) },
          ...{ landRight: legal.landRight, certificateNumber: legal.certificateNumber, note: legal.note },
        }),
      }}
      ask={['ownerName', 'name', 'address', 'areaM2', 'landRight', 'certificateNumber', 'note']}
    />
  );
}
