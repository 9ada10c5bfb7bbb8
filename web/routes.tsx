import { createRouter } from '@tanstack/react-router';
import {
  accountScreen,
  invitationScreen,
  newPasswordScreen,
  secondFactorScreen,
  setUpScreen,
  signInScreen,
  userScreen,
  usersScreen,
} from './access/screens.ts';
import { criteriaScreen, screenedScreen, screeningReportScreen } from './assets/screening/screens.ts';
import { assetScreen, assetsScreen, correctionsScreen, idleScreen, kibScreen } from './assets/screens.ts';
import { surveyScreen } from './assets/survey/screens.ts';
import { auditScreen } from './audit/screens.ts';
import { itemScreen, itemsScreen, tradeRulesScreen } from './catalogue/screens.ts';
import { cooperativeScreen } from './cooperative.ts';
import { premisesScreen, registerScreen } from './cooperatives/screens.ts';
import { devicesScreen, sentScreen } from './devices/screens.ts';
import { besideScreen, importScreen } from './exchange/screens.ts';
import { homeScreen } from './home.tsx';
import {
  countScreen,
  cylindersScreen,
  stockItemScreen,
  stockScreen,
  stocktakeScreen,
  stocktakesScreen,
  transfersScreen,
} from './inventory/screens.ts';
import { chartScreen, journalScreen, journalsScreen, periodsScreen } from './ledger/screens.ts';
import { accountBookScreen, statementsScreen } from './ledger/statements/screens.ts';
import { scenarioScreen, scenariosScreen } from './matching/screens.ts';
import { newOpeningScreen, openingScreen, openingsScreen } from './opening/screens.ts';
import {
  agreementScreen,
  agreementsScreen,
  newAgreementScreen,
  onboardingScreen,
  onboardingsScreen,
  partnershipsScreen,
  quotaScreen,
  sellThroughScreen,
} from './partners/screens.ts';
import { rootRoute, shellRoute } from './platform/shell/roots.tsx';
import { loadScreen, newOrderScreen, orderScreen, ordersScreen } from './procurement/screens.ts';
import { surplusSaleScreen, surplusScreen } from './procurement/surplus/screens.ts';
import { proposalsScreen } from './proposals/screens.ts';
import { boundariesScreen } from './reference/screens.ts';
import { changesScreen, reportsScreen } from './reporting/screens.ts';
import { recordSaleScreen, saleScreen, salesScreen } from './sales/screens.ts';
import { meetingScreen, meetingsScreen } from './taskforce/screens.ts';
import { taskBoardScreen, taskScreen } from './tasks/screens.ts';

/** Every screen, one line each; the navigation keeps this order. */
const screens = shellRoute.addChildren([
  homeScreen,
  changesScreen,
  reportsScreen,
  taskBoardScreen,
  taskScreen,
  meetingsScreen,
  meetingScreen,
  registerScreen,
  cooperativeScreen,
  premisesScreen,
  assetsScreen,
  kibScreen,
  idleScreen,
  correctionsScreen,
  assetScreen,
  screeningReportScreen,
  screenedScreen,
  criteriaScreen,
  surveyScreen,
  scenariosScreen,
  scenarioScreen,
  statementsScreen,
  accountBookScreen,
  journalsScreen,
  journalScreen,
  chartScreen,
  periodsScreen,
  openingsScreen,
  newOpeningScreen,
  openingScreen,
  itemsScreen,
  itemScreen,
  stockScreen,
  stockItemScreen,
  stocktakesScreen,
  countScreen,
  stocktakeScreen,
  transfersScreen,
  cylindersScreen,
  salesScreen,
  recordSaleScreen,
  saleScreen,
  tradeRulesScreen,
  partnershipsScreen,
  onboardingsScreen,
  onboardingScreen,
  agreementsScreen,
  newAgreementScreen,
  quotaScreen,
  agreementScreen,
  sellThroughScreen,
  ordersScreen,
  newOrderScreen,
  loadScreen,
  orderScreen,
  surplusScreen,
  surplusSaleScreen,
  devicesScreen,
  sentScreen,
  proposalsScreen,
  besideScreen,
  importScreen,
  usersScreen,
  userScreen,
  boundariesScreen,
  auditScreen,
  accountScreen,
]);

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    screens,
    signInScreen,
    secondFactorScreen,
    newPasswordScreen,
    setUpScreen,
    invitationScreen,
  ]),
  basepath: '/app',
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
