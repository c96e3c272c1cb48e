/**
 * Meaning names: what traffic files call the things this tool knows, name by name, never by part of a name.
 *
 * Names are normalised: lower case, a to z and 0 to 9 only. Sources: Zeek's conn.log, the KDD Cup 1999 task, UNSW-NB15,
 * CICFlowMeter in both spellings, nfdump, Argus, nProbe / NetFlow v9 exports (the NF- sets), the UCI firewall log, Palo
 * Alto and Fortinet traffic logs, Elastic's common schema, Suricata's EVE, GCP VPC flow logs, Wireshark, and the reference recipe's role names.
 */

import type { Meaning } from './column'

export const MEANING_NAMES: Readonly<Record<Exclude<Meaning, 'start time' | 'ground truth'>, string>> = {
  'source address': `
    idorigh srcip sourceip srcaddr saddr src source sourceaddress srcipaddr ipsrc sip clientip srchost sourcehost
    ipv4srcaddr ipv6srcaddr sa srcaddress sourceipaddress callerip orighost originh originip ipsrchost localip
    jsonpayloadconnectionsrcip connectionsrcip pktsrcaddr sourceipv4address sourceipv6address`,
  'destination address': `
    idresph dstip destinationip destip dstaddr daddr dst destination destinationaddress dstipaddr ipdst dip serverip
    dsthost destinationhost ipv4dstaddr ipv6dstaddr da dstaddress destaddress destinationipaddress targetip resphost
    responh ipdsthost remoteip
    jsonpayloadconnectiondestip connectiondestip pktdstaddr destinationipv4address destinationipv6address`,
  'source port': `
    idorigp srcport sourceport sport srcpt spt l4srcport clientport sp tcpsrcport udpsrcport originp originport
    jsonpayloadconnectionsrcport connectionsrcport sourcetransportport`,
  'destination port': `
    idrespp dstport destinationport destport dport dsport dstpt dpt l4dstport serverport dp tcpdstport udpdstport
    responp targetport
    jsonpayloadconnectiondestport connectiondestport destinationtransportport`,
  duration: `
    duration dur td flowduration elapsedtimesec elapsedtime flowdurationmilliseconds elapsed sessionduration
    eventduration durationsec durations durationms
    flowage netflowage`,
  protocol: `proto protocol protocoltype pr transport ipproto ipprotocol networktransport protocolidentifier l4proto
    jsonpayloadconnectionprotocol connectionprotocol pro`,
  service: `service app application serv networkprotocol applicationprotocol appname l7proto l7protocol appproto`,
  'connection state': `connstate state flag flags flg tcpflags tcpcontrolbits connectionstate sessionendreason
    flowstate`,
  'bytes sent': `
    origbytes srcbytes sbytes totallengthoffwdpackets totlenfwdpkts totallengthoffwdpacket ibyt inbytes bytessent
    sentbyte sentbytes bytestoserver sourcebytes clientbytes totsrcbytes
    flowbytestoserver jsonpayloadbytessent`,
  'bytes returned': `
    respbytes dstbytes dbytes totallengthofbwdpackets totlenbwdpkts totallengthofbwdpacket obyt outbytes bytesreceived
    rcvdbyte rcvdbytes bytestoclient destinationbytes serverbytes totdstbytes
    flowbytestoclient`,
  'bytes both ways': `bytes totbytes totalbytes byt octets doctets networkbytes
    netflowbytes octetdeltacount`,
  'packets sent': `
    origpkts spkts totalfwdpackets totfwdpkts totalfwdpacket ipkt inpkts pktssent sentpkt packetssent pktstoserver
    srcpkts sourcepackets
    flowpktstoserver jsonpayloadpacketssent`,
  'packets returned': `
    resppkts dpkts totalbackwardpackets totbwdpkts totalbwdpackets opkt outpkts pktsreceived rcvdpkt packetsreceived
    pktstoclient dstpkts destinationpackets
    flowpktstoclient`,
  'packets both ways': `packets totpkts totalpackets pkts pkt networkpackets
    netflowpkts packetdeltacount`,
  action: `action firewallaction eventaction policyaction disposition`,
  'flow id': `
    uid id flowid rowid index no frame tunnelparents unnamed0 sessionid session connectionid connid recordid eventid
    communityid flowkey framenumber firstframe srno seqno
    insertid parentid pcapcnt txid sequencenumber pkseqid`,
}

/** When a flow began, or at least when it was written down. */
export const START_TIME_NAMES = `
  ts time timestamp stime starttime date datetime firstseen datefirstseen begin tstart flowstart flowstarttime
  flowstartmilliseconds receivetime generatedtime eventtime starttimeutc frametime frametimeepoch first timefirst
  netflowstart jsonpayloadstarttime start flowstartseconds`

/** When a flow ended. */
export const END_TIME_NAMES = `
  ltime lasttime endtime end te lastseen datelastseen tend flowend flowendtime flowendmilliseconds tr last timelast
  netflowend jsonpayloadendtime receivetimestamp etime flowendseconds`

/** Columns that say benign or attack, whatever their values; so does every name that begins or ends with "attack". */
export const TRUTH_NAMES = `
  label labels class detailedlabel labeldetailed ismalicious malicious groundtruth truth binarylabel multilabel
  classlabel labelclass isanomaly anomaly intrusion trafficlabel labelbinary labelmulti
  tunnelparentslabeldetailedlabel
  alert alertsignature alertsignatureid alertcategory alertseverity alertaction alertgid alertrev flowalerted`

/** Columns that may say so, if their values do. */
export const MAYBE_TRUTH_NAMES = `
  target outcome category subcategory type kind tag result verdict y traffictype traffic trafficcategory threat
  classification scenario activity stage phase`

/** What follows the ground truth and would give it away: how many of 21 learners got the row right (NSL-KDD). */
export const LEAK_NAMES = `difficulty difficultylevel difficultyscore`

/** Ports that a translating device made up. */
export const NAT_SOURCE_PORT_NAMES = `natsourceport natsrcport natsport transport2 xlatesrcport postnatsourceport`
export const NAT_DESTINATION_PORT_NAMES = `natdestinationport natdstport natdport xlatedstport postnatdestinationport`

/** Numbers that are codes: 6 is not "more protocol" than 1. */
export const CODE_NAMES = `
  icmptype icmpcode icmpipv4type vlan vlanid tos stos dtos srctos dsttos dscp tcpflagsvalue clienttcpflags servertcpflags
  rulenumber ruleid policyid srcas dstas inif outif input output engine engineid
  in out sas das smk dmk svln dvln fwd dir
  ipclassofservice postipclassofservice ingressinterface egressinterface flowendreason flowdirection
  bgpsourceasnumber bgpdestinationasnumber sourceipv4prefixlength destinationipv4prefixlength icmptypecodeipv4
  icmpresptype responseicmptype responseicmpcode accountid version`

/** Units by name, where the meaning does not say it. */
export const UNIT_NAMES = {
  seconds: `tcprtt synack ackdat`,
  microseconds: `
    flowduration flowiatmean flowiatstd flowiatmax flowiatmin fwdiattotal fwdiattot fwdiatmean fwdiatstd fwdiatmax
    fwdiatmin bwdiattotal bwdiattot bwdiatmean bwdiatstd bwdiatmax bwdiatmin activemean activestd activemax activemin
    idlemean idlestd idlemax idlemin`,
  milliseconds: `
    flowdurationmilliseconds durationin durationout durationms sinpkt dinpkt sintpkt dintpkt sjit djit srctodstiatmin
    srctodstiatmax srctodstiatavg dsttosrciatmin dsttosrciatmax dsttosrciatavg
    jsonpayloadrttmsec rttmsec`,
  bytes: `
    missedbytes origipbytes respipbytes fwdheaderlength bwdheaderlength fwdheaderlen bwdheaderlen minpacketlength
    maxpacketlength packetlengthmean averagepacketsize smeansz dmeansz smean dmean initwinbytesforward
    initwinbytesbackward initfwdwinbyts initbwdwinbyts subflowfwdbytes subflowbwdbytes longestflowpkt shortestflowpkt
    minippktlen maxippktlen responsebodylen resbdylen retransmittedinbytes retransmittedoutbytes`,
  packets: `
    retransmittedinpkts retransmittedoutpkts sloss dloss actdatapktfwd subflowfwdpackets subflowbwdpackets
    subflowfwdpkts subflowbwdpkts fwdactdatapkts`,
} as const
