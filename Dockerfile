# Build the jar first: ./mvnw package -DskipTests
FROM eclipse-temurin:25.0.3_9-jre-noble
RUN useradd --system --create-home --home-dir /trainyard trainyard
USER trainyard
WORKDIR /trainyard
RUN mkdir data
VOLUME /trainyard/data
COPY target/trainyard.jar trainyard.jar
# What the JVM learns in one start it keeps for all others, which take a third less.
RUN java --add-modules jdk.incubator.vector -XX:AOTCacheOutput=trainyard.aot -Dspring.context.exit=onRefresh \
         -jar trainyard.jar --trainyard.data-dir=/tmp/start && rm -r /tmp/start
# Reachable from outside the container, so it asks for TRAINYARD_ADMIN_KEY.
ENV SERVER_ADDRESS=0.0.0.0
EXPOSE 8080
ENTRYPOINT ["java", "--add-modules", "jdk.incubator.vector", "-XX:AOTCache=trainyard.aot", \
            "-XX:+ExitOnOutOfMemoryError", "-jar", "trainyard.jar"]
