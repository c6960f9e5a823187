import { AccountScreen } from "./account/account-screen.tsx";
import { NowhereScreen } from "./frame/nowhere-screen.tsx";
import { HomeScreen } from "./home/home-screen.tsx";
import { RoomScreen } from "./room/room-screen.tsx";
import { type Services, ServicesProvider } from "./services.ts";
import { StatusScreen } from "./status/status-screen.tsx";
import { useStateOf } from "./use-state-of.ts";

/** The page: the screen of the place that somebody is at. */
export function App({ services }: { services: Services }) {
  return (
    <ServicesProvider value={services}>
      <Screen services={services} />
    </ServicesProvider>
  );
}

function Screen({ services }: { services: Services }) {
  const route = useStateOf(services.navigator);
  switch (route.name) {
    case "home":
      return <HomeScreen key="home" />;
    case "room":
      return <RoomScreen key={route.slug} slug={route.slug} />;
    case "sign-in":
    case "register":
      return <AccountScreen key={route.name} purpose={route.name} to={route.to} />;
    case "status":
      return <StatusScreen key="status" />;
    case "nowhere":
      return <NowhereScreen key="nowhere" />;
  }
}
