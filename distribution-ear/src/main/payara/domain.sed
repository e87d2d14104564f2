# Makes of Payara's bundled domain.xml one that listens on loopback only, calls nobody and holds our resources.
# pappus.sh puts the words in @…@ in. An operator's own domain needs none of this but glassfish-resources.xml.

s|^    <resources>$|    <resources>\
@RESOURCES@\
        <!-- goes missing as soon as a jms-service is written by hand, see below -->\
        <connector-connection-pool name="jms/__defaultConnectionFactory-Connection-Pool" max-pool-size="250" steady-pool-size="1" resource-adapter-name="jmsra" connection-definition-name="jakarta.jms.ConnectionFactory"/>\
        <connector-resource pool-name="jms/__defaultConnectionFactory-Connection-Pool" jndi-name="jms/__defaultConnectionFactory" object-type="system-all-req"/>|
s|^            <resource-ref ref="jdbc/__default" />|&\
            <resource-ref ref="jdbc/pappus"/>\
            <resource-ref ref="jms/__defaultConnectionFactory"/>|

/<config name="server-config">/,/<\/config>/{
  # "localhost" would become every interface. The microprofile elements are written now because the server deadlocks
  # when a deployment at start makes them (seen with the first one).
  s|<system-property name="JMS_PROVIDER_PORT" value="7676"[^>]*/>|<system-property name="JMS_PROVIDER_PORT" value="@JMS_PORT@"/>\
            <jms-service type="EMBEDDED" default-jms-host="default_JMS_host">\
                <jms-host name="default_JMS_host" host="127.0.0.1" port="@JMS_PORT@"/>\
            </jms-service>\
            <microprofile-config/>\
            <microprofile-fault-tolerance-configuration/>\
            <microprofile-healthcheck-configuration enabled="false"/>\
            <microprofile-openapi-configuration enabled="false"/>|
  s|<microprofile-metrics-configuration>|<microprofile-metrics-configuration enabled="false">|
  s|<hazelcast-config-specific-configuration>|<hazelcast-config-specific-configuration enabled="false">|
  s|<diagnostic-service />|&\
            <phone-home-runtime-configuration enabled="false"/>|

  s|<iiop-listener address="0.0.0.0" port="3700" id="orb-listener-1"|<iiop-listener address="127.0.0.1" port="@IIOP_PORT@" id="orb-listener-1"|
  s|<iiop-listener security-enabled="true" address="0.0.0.0"|<iiop-listener enabled="false" security-enabled="true" address="127.0.0.1"|
  s|<jmx-connector |&enabled="false" |
  s|address="0.0.0.0" port="8686"|address="127.0.0.1" port="8686"|

  s|<network-listener port="8080"|<network-listener address="@HTTP_ADDRESS@" port="@HTTP_PORT@"|
  # its certificate is the published one of every Payara: TLS belongs to the proxy in front
  s|<network-listener port="8181"|<network-listener enabled="false" address="127.0.0.1" port="8181"|
  s|<network-listener port="4848"|<network-listener address="127.0.0.1" port="@ADMIN_PORT@"|
  # an upload may take longer than the default of 15 minutes
  s|<http default-virtual-server="server" max-connections="250">|<http default-virtual-server="server" max-connections="250" request-timeout-seconds="-1" xpowered-by="false" server-header="false">|
  s|<thread-pool name="http-thread-pool" max-queue-size="4096">|<thread-pool name="http-thread-pool" max-queue-size="4096" min-thread-pool-size="8" max-thread-pool-size="200">|

  # the heap is pappus.sh's matter
  /<jvm-options>-Xmx512m</d
  /<jvm-options>-XX:NewRatio=2</d
  # no OSGi shell on a telnet port
  /<jvm-options>-Dorg.glassfish.additionalOSGiBundlesToStart=/d
}
