import { createServer } from "node:http";
import { WebSocketServer } from "ws";

// What the figures of the API are held against, as a process of its own like it: the least that Node and ws do for a request and a message.
const server = createServer((_request, response) => response.end("{}"));
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on("connection", (socket) => socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary })));
server.listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => {
  for (const socket of sockets.clients) socket.terminate();
  server.close();
  server.closeAllConnections();
});
