# Builds the hub and runs it as a user without rights. No secret is in here: they come from the environment.
#
# --build-arg JAVA=25 runs it on Java 25: it starts sooner and needs a few megabytes more.
ARG JAVA=17

FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
RUN mvn -B -ntp -q dependency:go-offline || true
COPY src src
COPY routes routes
COPY schema schema
RUN mvn -B -ntp -q package -DskipTests -Dspotless.check.skip=true

FROM eclipse-temurin:${JAVA}-jre
# the health check's tool
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /deskbridge --shell /usr/sbin/nologin deskbridge \
 && mkdir -p /deskbridge/data /deskbridge/config /deskbridge/routes \
 && chown deskbridge /deskbridge/data
WORKDIR /deskbridge
COPY --from=build /build/target/deskbridge.jar ./
COPY bin bin
# plays the sandbox once, on the Java and the files of this image: the archive of classes fits no other
RUN bin/train.sh /deskbridge
USER deskbridge
# a container's own loopback is of no use to anybody; the hub wants a user and a password for any other address
ENV DESKBRIDGE_ADDRESS=0.0.0.0
EXPOSE 8080
VOLUME /deskbridge/data
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD curl -fsS http://127.0.0.1:8080/actuator/health/liveness || exit 1
# JDK_JAVA_OPTIONS is for your own settings, -Xmx for instance
ENTRYPOINT ["java", "@bin/jvm.options", "@cache.options", "-jar", "/deskbridge/deskbridge.jar"]
