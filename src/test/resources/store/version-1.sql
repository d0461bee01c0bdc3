CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    started INTEGER NOT NULL,
    finished INTEGER,
    complete INTEGER NOT NULL,
    vantage TEXT NOT NULL,
    canary TEXT NOT NULL,
    settings TEXT NOT NULL,
    digest TEXT NOT NULL,
    warnings TEXT NOT NULL,
    receipt TEXT NOT NULL,
    proof_key TEXT NOT NULL
);
CREATE TABLE finding (
    run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
    address BLOB NOT NULL,
    port INTEGER NOT NULL,
    at INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    json TEXT,
    outcome INTEGER
);
CREATE INDEX finding_exposed ON finding (run, verdict) WHERE verdict < 4;
CREATE TABLE skipped (
    run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
    spec TEXT NOT NULL,
    address BLOB,
    port INTEGER,
    why TEXT NOT NULL
);
INSERT INTO run VALUES(1,'20261124T100000Z-8c41','0.1.0',1795514400000,1795514442000,1,'10.77.9.1','10.77.3.1	8471,443,80,25	true','probes	standard
rate	200/s
shard	1/1','abababababababababababababababab','a private vantage point','14	12	31	4096	16384	9	2','0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f');
INSERT INTO finding VALUES(1,X'0a4d0201',80,1795514403000,0,5,'{"address":"10.77.2.1","port":80,"names":[],"label":null,"at":"2026-11-24T10:00:03Z","verdict":"OPEN","severity":"critical","rule":"relayed","because":"relays","relays":{"get":[],"connect":[25],"host":[]},"egress":["10.77.2.9"],"probes":[{"id":"connect-25","way":"connect","nonce":"0123456789abcdef0123456789abcdef","request":"CONNECT 10.77.3.1:25 HTTP/1.1","outcome":"RELAYED","status":200,"reason":"Connection established","elapsedMs":12,"because":"the canary''s proof came back","answer":"HTTP/1.1 200 Connection established\r\n\r\n","proof":{"port":25,"hmac":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"},"arrivals":[{"port":25,"source":"10.77.2.9","protocol":"SMTP","head":"EHLO 0123456789abcdef0123456789abcdef"}]}],"notAsked":[],"disclosure":{"kind":"NAMES_NOBODY"},"product":{"name":"Squid","version":"5.7","evidence":"Via"}}',NULL);
INSERT INTO finding VALUES(1,X'0a4d0206',80,1795514403000,4,0,'{"address":"10.77.2.6","port":80,"names":["www.example.com"],"label":"web team","at":"2026-11-24T10:00:03Z","verdict":"NOT_A_RELAY","severity":"none","rule":"refused","because":"does not relay","relays":{"get":[],"connect":[],"host":[]},"egress":[],"probes":[{"id":"connect-25","way":"connect","nonce":"0123456789abcdef0123456789abcdef","request":"CONNECT 10.77.3.1:25 HTTP/1.1","outcome":"REFUSED","status":405,"reason":"Method Not Allowed","elapsedMs":12,"because":"refused with 405","answer":"HTTP/1.1 200 Connection established\r\n\r\n"}],"notAsked":[]}',NULL);
INSERT INTO finding VALUES(1,X'0a4d0207',80,1795514403000,5,0,NULL,6);
INSERT INTO finding VALUES(1,X'20010db8000000000000000000000007',80,1795514403000,5,0,NULL,7);
INSERT INTO skipped VALUES(1,'198.51.100.7',X'c6336407',80,'is documentation space (RFC 5737)');
INSERT INTO skipped VALUES(1,'www.example.com',NULL,NULL,'the name has no address');
PRAGMA application_id = 1919711587;
PRAGMA user_version = 1;
